import { Graph, layout } from '@dagrejs/dagre';
import type { WorkflowDocument } from '@sluice/protocol';
import { splitPortRef } from '../draft/port-ref.ts';
import type { Size } from './geometry.ts';
import type { Position } from './positions-of.ts';

export interface LayOutOptions {
  /** Only these nodes; all when it is left out. */
  readonly ids?: ReadonlySet<string>;
  /** Sets of nodes that stay together, such as the bodies of loops, by names of their own. Of two that cut across each other the later one is left out. */
  readonly clusters?: ReadonlyMap<string, ReadonlySet<string>>;
}
export type LayOut = typeof layOut;

/** From how many nodes on the ranking is the quick one: the best one took a second for 1,000 nodes, three times as long. */
const MANY = 300;

/** A tidy arrangement from left to right that ignores the document's own. */
export function layOut(
  document: WorkflowDocument,
  sizeOf: (id: string) => Size,
  { ids, clusters = new Map() }: LayOutOptions = {},
): ReadonlyMap<string, Position> {
  const wanted = Object.keys(document.nodes).filter((id) => ids?.has(id) ?? true);
  const graph = new Graph({ compound: true }).setDefaultEdgeLabel(() => ({}));
  graph.setGraph({ rankdir: 'LR', nodesep: 36, ranksep: 88, ranker: wanted.length > MANY ? 'longest-path' : 'network-simplex' });
  for (const id of wanted) graph.setNode(id, { ...sizeOf(id) });
  if (wanted.length <= MANY) setClusters(graph, clusters);
  for (const edge of document.edges) {
    const [from, to] = [splitPortRef(edge.from), splitPortRef(edge.to)];
    if (graph.hasNode(from.node) && graph.hasNode(to.node) && to.port !== 'next') graph.setEdge(from.node, to.node);
  }
  layout(graph);
  return new Map(
    wanted.map((id) => {
      const { x = 0, y = 0, width = 0, height = 0 } = graph.node(id) as Partial<Position & Size>;
      return [id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }];
    }),
  );
}

/** Larger clusters first, so that each finds the one that it lies in. */
function setClusters(graph: Graph, clusters: ReadonlyMap<string, ReadonlySet<string>>): void {
  const placed: { readonly name: string; readonly members: ReadonlySet<string> }[] = [];
  for (const [key, all] of [...clusters].sort(([, a], [, b]) => b.size - a.size)) {
    const members = new Set([...all].filter((id) => graph.hasNode(id)));
    const isCut = placed.some((other) => !members.isSubsetOf(other.members) && !members.isDisjointFrom(other.members));
    if (members.size < 2 || isCut) continue;
    const outer = placed.findLast((other) => members.isSubsetOf(other.members));
    const name = `cluster ${key}`;
    graph.setNode(name, {});
    if (outer !== undefined) graph.setParent(name, outer.name);
    for (const id of members) graph.setParent(id, name);
    placed.push({ name, members });
  }
}
