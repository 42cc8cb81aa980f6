import type { ItemView, Json } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { fitItems } from './fit-items.ts';

const items = (...values: Json[]): ItemView[] => values.map((json) => ({ json, origin: [] }));

describe('fitItems', () => {
  it('gives as many as fit', () => {
    expect(fitItems(items('a'.repeat(400), 'b'.repeat(400), 'c'.repeat(400)), 1024)).toHaveLength(2);
    expect(fitItems([], 1024)).toEqual([]);
  });

  it('cuts one that does not fit by itself, and says how large it is', () => {
    const large = { list: Array.from({ length: 5000 }, (_, n) => n), text: 'x'.repeat(100_000), n: 1 };
    const [item, ...more] = fitItems(items(large, 1), 8192);
    expect(more).toEqual([]);
    expect(item?.cut).toBe(Buffer.byteLength(JSON.stringify(large)));
    expect(JSON.stringify(item?.json).length).toBeLessThan(8192);
    expect(item?.json).toMatchObject({ n: 1, list: expect.arrayContaining([0, 1, 2]) });
  });

  it('finds a preview of anything', () => {
    const wide = Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`${'k'.repeat(500)}${n}`, 'v'.repeat(500)]));
    const deep = JSON.parse(`${'['.repeat(150)}"${'x'.repeat(20_000)}"${']'.repeat(150)}`) as Json;
    for (const value of [wide, deep, 'x'.repeat(10_000_000)]) {
      const [item] = fitItems(items(value), 1024);
      expect(Buffer.byteLength(JSON.stringify(item?.json))).toBeLessThanOrEqual(1024);
      expect(item?.cut).toBeGreaterThan(1024);
    }
  });
});
