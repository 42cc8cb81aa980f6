import { useReducedMotion } from '@mantine/hooks';
import { useLayoutEffect, useRef } from 'react';
import { type CanvasStore, NOWHERE } from './canvas-store.ts';
import type { Graph } from './place-graph.ts';
import type { Position } from './positions-of.ts';

const DURATION_MS = 220;
/** More than this at once would stutter: they are where they are at once. */
const MOST = 300;

/** Lets nodes glide to where an edit, its undo or somebody else put them, so that one sees what went where. */
export function useMotion(graph: Graph, layout: unknown, store: CanvasStore): void {
  const isCalm = useReducedMotion(true, { getInitialValueInEffect: false });
  const drawn = useRef<{ readonly graph: Graph; readonly layout: unknown }>(undefined);
  const stop = useRef(() => {});
  useLayoutEffect(() => {
    const before = drawn.current;
    drawn.current = { graph, layout };
    if (before === undefined || before.layout === layout || isCalm || store.getState().isDragging) return;
    stop.current();
    const ways = waysBetween(before.graph, graph);
    if (ways.size > 0 && ways.size <= MOST) stop.current = glide(ways, store);
  }, [graph, layout, isCalm, store]);
  useLayoutEffect(() => () => stop.current(), []);
}

interface Way {
  readonly from: Position;
  readonly to: Position;
}

function waysBetween(before: Graph, now: Graph): ReadonlyMap<string, Way> {
  const ways = new Map<string, Way>();
  for (const kind of ['steps', 'notes'] as const) {
    for (const [id, to] of now[kind]) {
      const from = before[kind].get(id);
      if (from !== undefined && (from.x !== to.x || from.y !== to.y)) ways.set(id, { from, to });
    }
  }
  return ways;
}

/** Gives how to end it at once. */
function glide(ways: ReadonlyMap<string, Way>, store: CanvasStore): () => void {
  const begin = performance.now();
  let frame = 0;
  const show = (part: number) => {
    const eased = 1 - (1 - part) ** 3;
    const between = (a: number, b: number) => a + (b - a) * eased;
    const moved = new Map([...ways].map(([id, { from, to }]) => [id, { x: between(from.x, to.x), y: between(from.y, to.y) }]));
    store.setState({ moved });
  };
  const step = () => {
    const part = (performance.now() - begin) / DURATION_MS;
    if (store.getState().isDragging) return;
    if (part >= 1) store.setState({ moved: NOWHERE });
    else {
      show(part);
      frame = requestAnimationFrame(step);
    }
  };
  show(0);
  frame = requestAnimationFrame(step);
  return () => {
    cancelAnimationFrame(frame);
    if (!store.getState().isDragging) store.setState({ moved: NOWHERE });
  };
}
