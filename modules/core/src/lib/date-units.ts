import { momentOf, partsOf } from './date-parts.ts';

export const unitTitles = {
  years: 'Years',
  months: 'Months',
  weeks: 'Weeks',
  days: 'Days',
  hours: 'Hours',
  minutes: 'Minutes',
  seconds: 'Seconds',
  milliseconds: 'Milliseconds',
} as const;
export type Unit = keyof typeof unitTitles;

/** Milliseconds of the units that always have the same length. */
const LENGTHS = { weeks: 604_800_000, days: 86_400_000, hours: 3_600_000, minutes: 60_000, seconds: 1000, milliseconds: 1 };
const MONDAY = 1;

/** A moment later by so many units (earlier when negative). Months keep the day, or take the last day of a shorter month. */
export function addUnits(epochMs: number, amount: number, unit: Unit, offsetMinutes: number): number {
  if (unit !== 'years' && unit !== 'months') return epochMs + Math.round(amount * LENGTHS[unit]);
  const { year, month, day, ...clock } = partsOf(epochMs, offsetMinutes);
  const months = year * 12 + (month - 1) + Math.trunc(amount) * (unit === 'years' ? 12 : 1);
  const target = { year: Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1 };
  for (let last = day; ; last--) {
    const moment = momentOf({ ...target, ...clock, day: last }, offsetMinutes); // at the latest, there is a 28th
    if (moment !== undefined) return moment;
  }
}

/** How many units it is from one moment to another: exact for units of fixed length, whole ones for months and years. */
export function differenceIn(fromMs: number, toMs: number, unit: Unit, offsetMinutes: number): number {
  if (unit !== 'years' && unit !== 'months') return (toMs - fromMs) / LENGTHS[unit];
  if (toMs < fromMs) return 0 - differenceIn(toMs, fromMs, unit, offsetMinutes);
  const from = partsOf(fromMs, offsetMinutes);
  const to = partsOf(toMs, offsetMinutes);
  const months = (to.year - from.year) * 12 + to.month - from.month;
  const whole = addUnits(fromMs, months, 'months', offsetMinutes) > toMs ? months - 1 : months;
  return unit === 'years' ? Math.trunc(whole / 12) : whole;
}

/** The first moment of the unit that a moment lies in, by that clock; weeks begin on Monday. */
export function startOf(epochMs: number, unit: Unit, offsetMinutes: number): number {
  const local = epochMs + offsetMinutes * 60_000;
  if (unit === 'years' || unit === 'months') {
    const { year, month } = partsOf(epochMs, offsetMinutes);
    const first = { year, month: unit === 'years' ? 1 : month, day: 1, hour: 0, minute: 0, second: 0, ms: 0 };
    return momentOf(first, offsetMinutes) ?? epochMs; // the first of a month is always there
  }
  const shift = unit === 'weeks' ? ((partsOf(epochMs, offsetMinutes).weekday - MONDAY + 7) % 7) * LENGTHS.days : 0;
  const length = unit === 'weeks' ? LENGTHS.days : LENGTHS[unit];
  return Math.floor(local / length) * length - shift - offsetMinutes * 60_000;
}
