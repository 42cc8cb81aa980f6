import { describe, expect, it } from 'vitest';
import { parseExpiry, parsePast } from './parse-time.ts';

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

describe('a time that an option looks back to', () => {
  it('is so long ago, or at a time, and nothing else', () => {
    expect(parsePast('--since', '12h', NOW)).toBe('2026-11-20T00:00:00.000Z');
    expect(parsePast('--since', '2026-11-01T00:00:00+01:00', NOW)).toBe('2026-10-31T23:00:00.000Z');
    expect(() => parsePast('--until', 'yesterday', NOW)).toThrow(/^--until must be so long ago/);
  });
});
