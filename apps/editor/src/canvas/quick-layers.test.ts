import { describe, expect, it } from 'vitest';
import { quickLayers } from './quick-layers.ts';

const SIZE = { width: 224, height: 56 };
const SPACING = { within: 36, between: 88 };
const link = (from: string, to: string) => ({ from, to });
const placesOf = (ids: readonly string[], links: readonly { from: string; to: string }[]) =>
  quickLayers(new Map(ids.map((id) => [id, SIZE])), links, SPACING);

/** Always the same, and as good as random. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

describe('the quick layout', () => {
  it('draws a chain as a straight line', () => {
    const places = placesOf(['a', 'b', 'c'], [link('a', 'b'), link('b', 'c')]);
    expect([...places]).toEqual([
      ['a', { x: 0, y: places.get('a')?.y }],
      ['b', { x: 312, y: places.get('a')?.y }],
      ['c', { x: 624, y: places.get('a')?.y }],
    ]);
  });

  it('puts branches above each other in the order of their ends, with what leads to them in the middle', () => {
    const places = placesOf(
      ['a', 'x', 'y', 'z', 'end'],
      [link('a', 'x'), link('a', 'y'), link('a', 'z'), link('x', 'end'), link('y', 'end'), link('z', 'end')],
    );
    const [a, y, end] = ['a', 'y', 'end'].map((id) => places.get(id)!);
    expect([a?.y, end?.y]).toEqual([y?.y, y?.y]);
    expect(new Set(['x', 'y', 'z'].map((id) => places.get(id)?.y)).size).toBe(3);
  });

  it('stands a second beginning right before what it leads to, and bears circles', () => {
    const places = placesOf(
      ['start', 'a', 'b', 'c', 'late'],
      [link('start', 'a'), link('a', 'b'), link('b', 'c'), link('c', 'a'), link('late', 'c')],
    );
    expect(places.get('late')?.x).toBe(places.get('b')?.x);
    expect(places.get('c')?.x).toBeGreaterThan(places.get('b')?.x ?? 0);
  });

  it('lets nothing lie upon anything, and leads from left to right, for 5,000 nodes', () => {
    const next = random(7);
    const ids = Array.from({ length: 5000 }, (_, n) => `n${n}`);
    const links = ids.flatMap((id, n) =>
      n === 0 ? [] : Array.from({ length: 1 + Math.floor(next() * 2) }, () => link(`n${Math.floor(next() * n)}`, id)),
    );
    const places = placesOf(ids, links);
    expect(places.size).toBe(5000);
    for (const { from, to } of links) expect(places.get(from)!.x + SIZE.width).toBeLessThan(places.get(to)!.x);
    const columns = Map.groupBy(places.values(), ({ x }) => x);
    for (const column of columns.values()) {
      const ys = column.map(({ y }) => y).sort((a, b) => a - b);
      for (const [at, y] of ys.slice(1).entries()) expect(y - ys[at]!).toBeGreaterThanOrEqual(SIZE.height + SPACING.within - 1);
    }
  });
});
