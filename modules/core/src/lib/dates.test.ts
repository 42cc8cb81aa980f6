import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOffset } from './date-offset.ts';
import { formatDate, parseDate } from './date-pattern.ts';
import { addUnits, differenceIn, startOf } from './date-units.ts';
import { formatIsoDate, parseIsoDate } from './iso-date.ts';

const at = (text: string): number => Date.parse(text);

describe('dates on a clock with a fixed offset', () => {
  it('reads RFC 3339 and its shorter forms', () => {
    expect(parseIsoDate('2026-11-20T14:30:00+02:00', 0)).toBe(at('2026-11-20T12:30:00Z'));
    expect(parseIsoDate('2026-11-20 14:30', 120)).toBe(at('2026-11-20T12:30:00Z'));
    expect(parseIsoDate('2026-11-20', 0)).toBe(at('2026-11-20T00:00:00Z'));
    expect(parseIsoDate('2026-11-20T12:30:00.123456Z', 0)).toBe(at('2026-11-20T12:30:00.123Z'));
    expect(parseIsoDate('2026-02-30', 0)).toBeUndefined();
    expect(parseIsoDate('2026-11-20T25:00', 0)).toBeUndefined();
    expect(parseIsoDate('next week', 0)).toBeUndefined();
  });

  it('reads every moment that it writes, on any clock', () => {
    const moment = fc.integer({ min: at('1900-01-01T00:00:00Z'), max: at('2200-01-01T00:00:00Z') });
    const offset = fc.integer({ min: -18 * 60, max: 18 * 60 });
    fc.assert(
      fc.property(moment, offset, (epochMs, offsetMinutes) => {
        expect(parseIsoDate(formatIsoDate(epochMs, offsetMinutes), 0)).toBe(epochMs);
        for (const pattern of ["EEEE, d MMMM yyyy 'at' h:mm:ss.SSS a XXX", 'yyyyMMddHHmmssSSSXX']) {
          expect(parseDate(formatDate(epochMs, pattern, offsetMinutes), pattern, 0)).toBe(epochMs);
        }
      }),
    );
  });

  it('writes and reads patterns', () => {
    expect(formatDate(at('2026-03-05T21:04:09.007Z'), "dd.MM.yyyy HH:mm 'o''clock' EEE", 0)).toBe("05.03.2026 21:04 o'clock Thu");
    expect(formatDate(at('2026-03-05T00:04:09Z'), 'h:mm a', 0)).toBe('12:04 AM');
    expect(parseDate('5.3.26', 'd.M.yy', 60)).toBe(at('2026-03-04T23:00:00Z'));
    expect(parseDate('12:30 am', 'hh:mm a', 0)).toBe(30 * 60_000);
    expect(parseDate('31.02.2026', 'dd.MM.yyyy', 0)).toBeUndefined();
    expect(parseDate('2026/03', 'yyyy-MM', 0)).toBeUndefined();
  });

  it('adds months without leaving the month', () => {
    expect(addUnits(at('2024-01-31T10:00:00Z'), 1, 'months', 0)).toBe(at('2024-02-29T10:00:00Z'));
    expect(addUnits(at('2024-02-29T10:00:00Z'), -1, 'years', 0)).toBe(at('2023-02-28T10:00:00Z'));
    expect(addUnits(at('2026-11-20T00:00:00Z'), 1.5, 'days', 0)).toBe(at('2026-11-21T12:00:00Z'));
  });

  it('counts whole months and years, and exact days', () => {
    expect(differenceIn(at('2024-01-31T00:00:00Z'), at('2024-02-29T00:00:00Z'), 'months', 0)).toBe(1);
    expect(differenceIn(at('2024-03-15T00:00:00Z'), at('2025-03-14T00:00:00Z'), 'years', 0)).toBe(0);
    expect(differenceIn(at('2025-03-15T00:00:00Z'), at('2024-03-15T00:00:00Z'), 'years', 0)).toBe(-1);
    expect(differenceIn(at('2026-11-20T00:00:00Z'), at('2026-11-21T12:00:00Z'), 'days', 0)).toBe(1.5);
  });

  it('finds where a unit begins, by its own clock', () => {
    expect(startOf(at('2026-11-20T23:30:00Z'), 'days', 60)).toBe(at('2026-11-20T23:00:00Z'));
    expect(startOf(at('2026-11-22T12:00:00Z'), 'weeks', 0)).toBe(at('2026-11-16T00:00:00Z'));
    expect(startOf(at('2026-11-20T12:34:56Z'), 'months', 0)).toBe(at('2026-11-01T00:00:00Z'));
    expect(startOf(at('2026-11-20T12:34:56Z'), 'minutes', 0)).toBe(at('2026-11-20T12:34:00Z'));
    expect(startOf(at('1960-05-05T12:34:56Z'), 'hours', 330)).toBe(at('1960-05-05T12:30:00Z'));
  });

  it('knows an offset when it sees one', () => {
    expect(['Z', 'UTC', '+02:00', '-0330', '+5'].map(parseOffset)).toEqual([0, 0, 120, -210, 300]);
    expect(['Europe/Berlin', '+25:00', '2', '+02:75', ''].map(parseOffset)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
