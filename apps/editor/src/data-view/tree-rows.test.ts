import { describe, expect, it } from 'vitest';
import { TreeIndex, treeRows } from './tree-rows.ts';

describe('treeRows', () => {
  const value = { a: 1, b: { c: [true, null], d: {} } };

  it('gives a line to each member, and to those of open ones', () => {
    const rows = treeRows(value, (path) => path.join('.') !== 'b.c');
    expect(rows.map(({ path, depth, isBranch, isOpen }) => [path.join('.'), depth, isBranch, isOpen])).toEqual([
      ['a', 0, false, false],
      ['b', 0, true, true],
      ['b.c', 1, true, false],
      ['b.d', 1, false, false],
    ]);
  });

  it('has none for what has no members, and so many at most', () => {
    expect([treeRows('text', () => true), treeRows([], () => true)]).toEqual([[], []]);
    const rows = treeRows(
      Array.from({ length: 12_000 }, (_, n) => n),
      () => true,
    );
    expect([rows.length, rows.at(-1)?.more]).toEqual([10_001, 2000]);
  });
});

describe('TreeIndex', () => {
  const index = new TreeIndex(
    100_000,
    new Map([
      [3, 2],
      [1, 1],
      [99_999, 3],
    ]),
  );

  it('knows what stands in every line', () => {
    expect(index.count).toBe(100_006);
    expect(Array.from({ length: 8 }, (_, row) => index.at(row))).toEqual([
      { item: 0, line: undefined },
      { item: 1, line: undefined },
      { item: 1, line: 0 },
      { item: 2, line: undefined },
      { item: 3, line: undefined },
      { item: 3, line: 0 },
      { item: 3, line: 1 },
      { item: 4, line: undefined },
    ]);
    expect(index.at(100_005)).toEqual({ item: 99_999, line: 2 });
  });

  it('knows where every item stands', () => {
    for (const item of [0, 1, 2, 3, 4, 50_000, 99_999]) expect(index.at(index.rowOf(item))).toEqual({ item, line: undefined });
  });
});
