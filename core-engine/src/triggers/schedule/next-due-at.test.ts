import { SluiceError } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { nextDueAt } from './next-due-at.ts';

const after = (cron: string, timeZone: string, from: string): string | undefined => {
  const next = nextDueAt(cron, timeZone, Date.parse(from));
  return next === undefined ? undefined : new Date(next).toISOString();
};

describe('nextDueAt', () => {
  it.each([
    ['* * * * *', 'UTC', '2026-11-20T10:00:00Z', '2026-11-20T10:01:00.000Z'],
    ['* * * * *', 'UTC', '2026-11-20T10:00:59.999Z', '2026-11-20T10:01:00.000Z'],
    ['*/15 * * * * *', 'UTC', '2026-11-20T10:00:14Z', '2026-11-20T10:00:15.000Z'],
    ['*/15 * * * * *', 'UTC', '2026-11-20T10:00:15Z', '2026-11-20T10:00:30.000Z'],
    ['0 9 * * 1-5', 'Europe/Berlin', '2026-11-20T10:00:00Z', '2026-11-23T08:00:00.000Z'],
    ['0 9 * * 1-5', 'America/New_York', '2026-11-20T10:00:00Z', '2026-11-20T14:00:00.000Z'],
    ['0 0 29 2 *', 'UTC', '2026-11-20T10:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['@daily', 'Asia/Tokyo', '2026-11-20T10:00:00Z', '2026-11-20T15:00:00.000Z'],
    // 02:30 does not exist on the night when the clock goes forward: due right after the gap.
    ['30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-29T01:00:00.000Z'],
  ])('%s in %s after %s is %s', (cron, timeZone, from, expected) => {
    expect(after(cron, timeZone, from)).toBe(expected);
  });

  it('is due once on the night when the clock goes back', () => {
    const first = after('30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z');
    expect(first).toBe('2026-10-25T00:30:00.000Z');
    expect(after('30 2 * * *', 'Europe/Berlin', first ?? '')).toBe('2026-10-26T01:30:00.000Z');
  });

  it('is undefined for a date that never comes', () => {
    expect(after('0 0 31 2 *', 'UTC', '2026-11-20T10:00:00Z')).toBeUndefined();
  });

  it.each([
    ['', 'UTC'],
    ['* * * *', 'UTC'],
    ['* * * * * * *', 'UTC'],
    ['61 * * * *', 'UTC'],
    ['every day', 'UTC'],
    ['2030-01-01T00:00:00', 'UTC'],
    ['@sometimes', 'UTC'],
    ['* * * * *', 'Mars/Base'],
    ['* * * * *', ''],
  ])('refuses "%s" in "%s"', (cron, timeZone) => {
    try {
      nextDueAt(cron, timeZone, 0);
    } catch (error) {
      expect(error).toBeInstanceOf(SluiceError);
      expect(error).toMatchObject({ code: 'schedule_invalid' });
      return;
    }
    throw new Error('it was accepted');
  });
});
