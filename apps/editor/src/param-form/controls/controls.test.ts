import { describe, expect, it } from 'vitest';
import { unitMs, unitOf } from './duration-units.ts';
import { fromLocal, toLocal } from './local-datetime.ts';

describe('a duration', () => {
  it.each([
    [undefined, 's'],
    [0, 's'],
    [1500, 'ms'],
    [30_000, 's'],
    [120_000, 'min'],
    [7_200_000, 'h'],
    [172_800_000, 'd'],
  ] as const)('of %s ms is shown in %s', (ms, unit) => {
    expect(unitOf(ms)).toBe(unit);
    if (ms !== undefined) expect(Number.isInteger(ms / unitMs[unit])).toBe(true);
  });
});

describe('a moment', () => {
  it.each(['2026-11-21T12:34:56Z', '2026-06-01T00:00:00Z'])('%s comes back from the picker', (text) => {
    expect(fromLocal(toLocal(text) ?? '')).toBe(text);
  });
  it('that is none is told from one that is not there', () => {
    expect(toLocal('tomorrow')).toBeUndefined();
    expect(toLocal('')).toBe('');
    expect(fromLocal('')).toBeUndefined();
  });
});
