import { describe, expect, it } from 'vitest';
import { parseExpiry } from './parse-expiry.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');

describe('an expiry', () => {
  it.each([
    ['30m', '2026-11-20T12:30:00.000Z'],
    ['12h', '2026-11-21T00:00:00.000Z'],
    ['7d', '2026-11-27T12:00:00.000Z'],
    ['2w', '2026-12-04T12:00:00.000Z'],
    ['2027-01-31T12:00:00+02:00', '2027-01-31T10:00:00.000Z'],
  ])('is %s from now, or at a time', (text, at) => {
    expect(parseExpiry(text, NOW)).toBe(at);
  });

  it.each(['', '0d', '-1d', '7', '7 days', '1y', '2026-11-20T11:59:59Z', '2027-01-31', '2027-01-31T12:00:00', 'soon'])(
    'is not %j',
    (text) => {
      expect(() => parseExpiry(text, NOW)).toThrow('--expires must be a time to come');
    },
  );
});
