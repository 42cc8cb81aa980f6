import { formatOffset, parseOffset } from './date-offset.ts';
import { momentOf } from './date-parts.ts';

const ISO = /^([+-]\d{6}|\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/**
 * The moment, in ms since the epoch, that a text per RFC 3339 (or its day, or without seconds) names. Where it says no offset,
 * `offsetMinutes` counts. Undefined when it names none.
 */
export function parseIsoDate(text: string, offsetMinutes: number): number | undefined {
  const match = ISO.exec(text.trim());
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const ms = Math.trunc(Number(`0.${match[7] ?? 0}`) * 1000);
  const offset = match[8] === undefined ? offsetMinutes : parseOffset(match[8]);
  return offset === undefined ? undefined : momentOf({ year, month, day, hour, minute, second, ms }, offset);
}

/** A moment per RFC 3339, as the clock with this offset shows it: `2026-11-20T14:00:00.000+02:00`. */
export function formatIsoDate(epochMs: number, offsetMinutes: number): string {
  return new Date(epochMs + offsetMinutes * 60_000).toISOString().slice(0, -1) + formatOffset(offsetMinutes);
}
