import type { Graph } from './place-graph.ts';
import { spotOf } from './walk.ts';

/** Where one is when these are gone: at what led to one of them, else at what it led to. */
export function neighbourOf(graph: Graph, gone: ReadonlySet<string>): string | undefined {
  const isLeft = (id: string) => !gone.has(id) && !gone.has(graph.steps.get(id)?.hiddenIn ?? '');
  const before = graph.wires.find(({ from, to }) => gone.has(to.node) && isLeft(from.node))?.from.node;
  const next = before ?? graph.wires.find(({ from, to }) => gone.has(from.node) && isLeft(to.node))?.to.node;
  return next === undefined ? undefined : spotOf(graph, next)?.id;
}
