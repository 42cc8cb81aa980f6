export const units = ['ms', 's', 'min', 'h', 'd'] as const;
export type DurationUnit = (typeof units)[number];

export const unitMs: Readonly<Record<DurationUnit, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** The largest unit in which a duration is a whole number; seconds when there is none yet. */
export function unitOf(ms: number | undefined): DurationUnit {
  if (ms === undefined || ms === 0) return 's';
  return units.findLast((unit) => ms % unitMs[unit] === 0) ?? 'ms';
}
