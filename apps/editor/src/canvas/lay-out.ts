import { Graph, layout } from '@dagrejs/dagre';
import type { WorkflowDocument } from '@sluice/protocol';
import type { Size } from './geometry.ts';
import { splitPortRef } from './node-ports.ts';
import type { Position } from './positions-of.ts';

export type LayOut = typeof layOut;

/** A tidy arrangement from left to right that ignores the document's own. */
export function layOut(document: WorkflowDocument, sizeOf: (id: string) => Size): ReadonlyMap<string, Position> {
  const graph = new Graph().setGraph({ rankdir: 'LR', nodesep: 36, ranksep: 88 }).setDefaultEdgeLabel(() => ({}));
  for (const id of Object.keys(document.nodes)) graph.setNode(id, { ...sizeOf(id) });
  for (const edge of document.edges) {
    const [from, to] = [splitPortRef(edge.from).node, splitPortRef(edge.to).node];
    if (graph.hasNode(from) && graph.hasNode(to)) graph.setEdge(from, to);
  }
  layout(graph);
  return new Map(
    graph.nodes().map((id) => {
      const { x = 0, y = 0, width = 0, height = 0 } = graph.node(id) as Partial<Position & Size>;
      return [id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }];
    }),
  );
}
