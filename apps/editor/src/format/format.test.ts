import { describe, expect, it } from 'vitest';
import { formatBinaryBytes } from './format-binary-bytes.ts';
import { formatBytes } from './format-bytes.ts';
import { formatCount } from './format-count.ts';
import { formatDuration } from './format-duration.ts';
import { formatRelative } from './format-relative.ts';
import { previewJson } from './preview-json.ts';
import { scopeLabel } from './scope-label.ts';
import { shortDid } from './short-did.ts';

describe('formatDuration', () => {
  it.each([
    [0.4, '<1 ms'],
    [24.4, '24 ms'],
    [1234, '1.2 s'],
    [59_940, '59.9 s'],
    [59_970, '1 m 00 s'],
    [185_000, '3 m 05 s'],
    [3_599_600, '1 h 00 m'],
    [7_440_000, '2 h 04 m'],
    [266_400_000, '3 d 2 h'],
  ])('says %d ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('formatRelative', () => {
  const now = Date.parse('2026-11-20T12:00:00Z');
  it.each([
    [-10_000, 'now'],
    [-60_000, '1 minute ago'],
    [-59 * 60_000, '1 hour ago'],
    [-5 * 3_600_000, '5 hours ago'],
    [-86_400_000, 'yesterday'],
    [2 * 3_600_000, 'in 2 hours'],
    [-400 * 86_400_000, 'last year'],
  ])('says a difference of %d ms as %s', (differenceMs, text) => {
    expect(formatRelative(now + differenceMs, now, 'en')).toBe(text);
  });
});

describe('formatCount', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1k'],
    [1234, '1.2k'],
    [25_400, '25k'],
    [999_499, '999k'],
    [999_600, '1M'],
    [3_400_000, '3.4M'],
  ])('says %d as %s', (count, text) => {
    expect(formatCount(count)).toBe(text);
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1400, '1.4 kB'],
    [2_300_000, '2.3 MB'],
  ])('says %d as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('the decimal sign', () => {
  it('is that of the locale', () => {
    expect(formatBytes(1400, 'de')).toBe('1,4 kB');
    expect(formatCount(1234, 'de-AT')).toBe('1,2k');
    expect(formatCount(1000, 'de')).toBe('1k');
    expect(formatDuration(1234, 'de')).toBe('1,2 s');
  });
});

describe('formatBinaryBytes', () => {
  it.each([
    [192 * 1024 * 1024, '192 MiB'],
    [256 * 1024, '256 KiB'],
    [1536 * 1024 ** 2, '1,536 MiB'],
    [1000, '1.0 kB'],
    [500_000, '500.0 kB'],
  ])('says %d as %s', (bytes, text) => {
    expect(formatBinaryBytes(bytes)).toBe(text);
  });
});

describe('previewJson', () => {
  it('shows strings without quotes and on one line', () => {
    expect(previewJson('a\n  b')).toBe('a b');
  });

  it('shows objects as JSON, cut at the limit', () => {
    expect(previewJson({ a: [1, 2, 3] }, 8)).toBe('{"a":[1,…');
  });

  it('shows nothing for a field that is not there, and null for null', () => {
    expect(previewJson(undefined)).toBe('');
    expect(previewJson(null)).toBe('null');
  });
});

describe('shortDid', () => {
  it('keeps both ends of the key', () => {
    expect(shortDid('did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK')).toBe('z6MkhaXg…ta2doK');
  });
});

describe('scopeLabel', () => {
  it('counts iterations from one', () => {
    expect(scopeLabel('loop#0/inner#3')).toBe('loop 1 › inner 4');
    expect(scopeLabel('')).toBe('–');
  });
});
