import type { Graph, StepBox } from './place-graph.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/**
 * The node that an arrow key leads to. Right and left follow wires, first to those at the same height; where there is none, and for up
 * and down, it is the nearest node that lies that way.
 */
export function stepTowards(graph: Graph, id: string, direction: Direction): string | undefined {
  const here = graph.steps.get(id);
  if (here === undefined) return undefined;
  const linked = linkedTo(graph, id, direction);
  if (linked.length > 0)
    return nearestBy(linked, (box) => Math.abs(middleY(box) - middleY(here)) + Math.abs(box.x - here.x) / 1000);
  const lying = visible(graph).filter((box) => box.id !== id && liesTowards(here, box, direction));
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

/** Where a walk begins when nothing is selected: the node furthest left, the upper one of two. */
export function firstStep(graph: Graph): string | undefined {
  return nearestBy(visible(graph), (box) => box.x + box.y / 1000);
}

function linkedTo(graph: Graph, id: string, direction: Direction): StepBox[] {
  if (direction === 'up' || direction === 'down') return [];
  const ids = graph.wires.flatMap(({ from, to }) => {
    if (direction === 'right') return from.node === id ? [to.node] : [];
    return to.node === id ? [from.node] : [];
  });
  return ids.flatMap((each) => {
    const box = graph.steps.get(each);
    return box === undefined || box.hiddenIn !== undefined || each === id ? [] : [box];
  });
}

function visible(graph: Graph): StepBox[] {
  return [...graph.steps.values()].filter((box) => box.hiddenIn === undefined);
}

function liesTowards(here: StepBox, box: StepBox, direction: Direction): boolean {
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
function distanceAlong(here: StepBox, box: StepBox, direction: Direction): number {
  const [dx, dy] = [Math.abs(box.x - here.x), Math.abs(middleY(box) - middleY(here))];
  return direction === 'left' || direction === 'right' ? dx + 3 * dy : dy + 3 * dx;
}

function middleY(box: StepBox): number {
  return box.y + box.height / 2;
}

function nearestBy(boxes: readonly StepBox[], costOf: (box: StepBox) => number): string | undefined {
  let best: StepBox | undefined;
  for (const box of boxes) if (best === undefined || costOf(box) < costOf(best)) best = box;
  return best?.id;
}
