import { describe, expect, it } from 'vitest';
import { firstView, fitted } from './fitted.ts';
import type { Graph } from './place-graph.ts';

/** Five nodes side by side, the first of them lower than the others. */
const graph = {
  steps: new Map(
    [900, 0, 300, 600, 1200].map((x) => [`n${x}`, { id: `n${x}`, x, y: x === 0 ? 200 : 0, width: 224, height: 56 }] as const),
  ),
  notes: new Map(),
  groups: new Map(),
  regions: [],
} as unknown as Graph;

describe('the view in which a graph is opened', () => {
  it('has all of it where there is room, also when that is small', () => {
    expect(firstView(graph, 1200, 700)).toEqual(fitted(graph, 1200, 700));
    expect(fitted(graph, 700, 400).zoom).toBeLessThan(0.5);
    expect(firstView(graph, 700, 400)).toEqual(fitted(graph, 700, 400));
  });

  it('begins at the first node, large enough to be read, on a phone', () => {
    const { x, y, zoom } = firstView(graph, 390, 600);
    expect(zoom).toBe(0.7);
    expect(x).toBe(64);
    expect((200 + 28) * zoom + y).toBeCloseTo(300);
  });

  it('begins at the node that it is opened for, on a phone', () => {
    const { x, y, zoom } = firstView(graph, 390, 600, 'n900');
    expect(zoom).toBe(0.7);
    expect([(900 + 112) * zoom + x, 28 * zoom + y].map(Math.round)).toEqual([195, 300]);
    expect(firstView(graph, 1200, 700, 'n900')).toEqual(fitted(graph, 1200, 700));
  });

  it('leaves room for the small map, where a node would lie below it', () => {
    const corner = new Map([
      ['a', { id: 'a', x: 0, y: 0, width: 224, height: 56 }],
      ['b', { id: 'b', x: 1200, y: 700, width: 224, height: 56 }],
    ]);
    const { x, y, zoom } = fitted({ ...graph, steps: corner } as unknown as Graph, 1200, 700);
    const [right, bottom] = [(1200 + 224) * zoom + x, (700 + 56 + 28) * zoom + y];
    expect(right <= 1200 - 172 || bottom <= 700 - 116).toBe(true);
    expect(x).toBeGreaterThan(0);
    expect(y).toBeGreaterThan(0);
    // What is wide and low lies beside the map anyway, and is drawn as large as it can be.
    expect(fitted(graph, 1200, 700).zoom).toBeCloseTo((1200 * 0.84) / 1424);
  });

  it('has all of a short graph on a phone', () => {
    const short = { ...graph, steps: new Map([...graph.steps].filter(([id]) => id === 'n300')) };
    expect(firstView(short, 390, 600)).toEqual(fitted(short, 390, 600));
  });
});
