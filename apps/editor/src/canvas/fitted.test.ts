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

  it('has all of a short graph on a phone', () => {
    const short = { ...graph, steps: new Map([...graph.steps].filter(([id]) => id === 'n300')) };
    expect(firstView(short, 390, 600)).toEqual(fitted(short, 390, 600));
  });
});
