import type { WorkflowDocument } from '@sluice/protocol';
import { fetchPart } from '../parts/fetch-part.ts';
import { boundsOf } from './geometry.ts';
import type { Graph } from './place-graph.ts';
import type { Position } from './positions-of.ts';
import type { Bodies } from './use-canvas-graph.ts';

/** A tidy place for each of these nodes, or for all when there are fewer than two; the corner of the whole stays where it is. Loads the layout first. */
export async function tidyPlaces(
  document: WorkflowDocument,
  graph: Graph,
  bodies: Bodies | undefined,
  selection: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Position>> {
  const { layOut } = await fetchPart(() => import('./lay-out.ts'));
  const chosen = [...selection].flatMap((id) => (graph.steps.has(id) ? [id] : (graph.groups.get(id)?.members ?? [])));
  const ids = new Set(chosen.length > 1 ? chosen : graph.steps.keys());
  const clusters = new Map([...(bodies ?? []), ...[...graph.groups].map(([id, { members }]) => [id, new Set(members)] as const)]);
  const places = layOut(document, (id) => graph.steps.get(id) ?? { width: 0, height: 0 }, { ids, clusters });
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
