import type { Box } from './geometry.ts';
import type { Graph } from './place-graph.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** What a walk stops at: a node, or the collapsed group that stands for nodes. */
interface Spot extends Box {
  readonly id: string;
}

/**
 * Where an arrow key leads to. Right and left follow wires, first to those at the same height; where there is none, and for up
 * and down, it is what is nearest that way.
 */
export function stepTowards(graph: Graph, id: string, direction: Direction): string | undefined {
  const here = spotOf(graph, id);
  if (here === undefined) return undefined;
  const linked = linkedTo(graph, here.id, direction);
  if (linked.length > 0)
    return nearestBy(linked, (box) => Math.abs(middleY(box) - middleY(here)) + Math.abs(box.x - here.x) / 1000);
  const lying = visible(graph).filter((box) => box.id !== here.id && liesTowards(here, box, direction));
  return nearestBy(lying, (box) => distanceAlong(here, box, direction));
}

/** All nodes that lead to one, or that it leads to, itself included. */
export function reachableFrom(graph: Graph, ids: Iterable<string>, direction: 'upstream' | 'downstream'): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  for (const { from, to } of graph.wires) {
    const [a, b] = direction === 'downstream' ? [from.node, to.node] : [to.node, from.node];
    next.set(a, [...(next.get(a) ?? []), b]);
  }
  const found = new Set(ids);
  for (const id of found) for (const other of next.get(id) ?? []) found.add(other);
  return found;
}

/** Where a walk begins when nothing is selected: furthest left, the upper one of two. */
export function firstStep(graph: Graph): string | undefined {
  return nearestBy(visible(graph), (box) => box.x + box.y / 1000);
}

/** Where something is seen; undefined for notes and open groups. */
export function spotOf({ steps, groups }: Graph, id: string): Spot | undefined {
  const step = steps.get(id);
  const group = groups.get(step?.hiddenIn ?? id);
  return group?.group.collapsed === true ? group : step;
}

function linkedTo(graph: Graph, id: string, direction: Direction): Spot[] {
  if (direction === 'up' || direction === 'down') return [];
  return graph.wires.flatMap((wire) => {
    const [from, to] = [spotOf(graph, wire.from.node), spotOf(graph, wire.to.node)];
    const [here, there] = direction === 'right' ? [from, to] : [to, from];
    return here?.id === id && there !== undefined && there.id !== id ? [there] : [];
  });
}

function visible({ steps, groups }: Graph): Spot[] {
  return [
    ...[...steps.values()].filter((box) => box.hiddenIn === undefined),
    ...[...groups.values()].filter(({ group }) => group.collapsed),
  ];
}

function liesTowards(here: Spot, box: Spot, direction: Direction): boolean {
  switch (direction) {
    case 'left':
      return box.x < here.x;
    case 'right':
      return box.x > here.x;
    case 'up':
      return middleY(box) < middleY(here);
    case 'down':
      return middleY(box) > middleY(here);
  }
}

/** Going astray counts three times as much as going far. */
function distanceAlong(here: Spot, box: Spot, direction: Direction): number {
  const [dx, dy] = [Math.abs(box.x - here.x), Math.abs(middleY(box) - middleY(here))];
  return direction === 'left' || direction === 'right' ? dx + 3 * dy : dy + 3 * dx;
}

function middleY(box: Spot): number {
  return box.y + box.height / 2;
}

function nearestBy(boxes: readonly Spot[], costOf: (box: Spot) => number): string | undefined {
  let best: Spot | undefined;
  for (const box of boxes) if (best === undefined || costOf(box) < costOf(best)) best = box;
  return best?.id;
}
