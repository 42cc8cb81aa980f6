import type { WorkflowDocument } from '@sluice/protocol';
import { boundsOf } from './geometry.ts';
import { layOutBeside } from './lay-out-beside.ts';
import type { Graph } from './place-graph.ts';
import type { Position } from './positions-of.ts';
import type { Bodies } from './use-canvas-graph.ts';

/** A tidy place for each of these nodes, or for all when there are fewer than two; the corner of the whole stays where it is. None when it was stopped. */
export async function tidyPlaces(
  document: WorkflowDocument,
  graph: Graph,
  bodies: Bodies | undefined,
  selection: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Position>> {
  const chosen = [...selection].flatMap((id) => (graph.steps.has(id) ? [id] : (graph.groups.get(id)?.members ?? [])));
  const ids = new Set(chosen.length > 1 ? chosen : graph.steps.keys());
  const clusters = new Map([...(bodies ?? []), ...[...graph.groups].map(([id, { members }]) => [id, new Set(members)] as const)]);
  const sizes = new Map(
    [...ids].flatMap((id) => {
      const box = graph.steps.get(id);
      return box === undefined ? [] : [[id, { width: box.width, height: box.height }] as const];
    }),
  );
  const nodes = Object.fromEntries(Object.keys(document.nodes).map((id) => [id, null]));
  const places = await layOutBeside({ document: { nodes, edges: document.edges }, sizes, ids, clusters }, signal);
  const before = boundsOf([...ids].flatMap((id) => graph.steps.get(id) ?? []));
  const after = boundsOf([...places].map(([id, place]) => ({ ...(graph.steps.get(id) ?? { width: 0, height: 0 }), ...place })));
  if (before === undefined || after === undefined) return new Map();
  const [dx, dy] = [before.x - after.x, before.y - after.y];
  const shifted = new Map([...places].map(([id, { x, y }]) => [id, { x: x + dx, y: y + dy }]));
  return new Map([...shifted, ...collapsedPlaces(graph, shifted)]);
}

/** The box of a collapsed group goes where its members went. */
function collapsedPlaces(graph: Graph, places: ReadonlyMap<string, Position>): [string, Position][] {
  return [...graph.groups.values()].flatMap(({ id, group, members }): [string, Position][] => {
    const of = members.flatMap((member) => places.get(member) ?? []);
    if (!group.collapsed || of.length === 0) return [];
    return [[id, { x: Math.min(...of.map(({ x }) => x)), y: Math.min(...of.map(({ y }) => y)) }]];
  });
}
