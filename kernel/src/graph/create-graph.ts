import type { DocumentEdge, Issue } from '@sluice/protocol';
import type { Graph, GraphEdge, GraphNode } from './graph.ts';
import { readEdges } from './read-edges.ts';

/** The nodes with the edges whose ends exist; the others become issues. */
export function createGraph(nodes: readonly GraphNode[], documentEdges: readonly DocumentEdge[], issues: Issue[]): Graph {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const edges = readEdges(documentEdges, byId, issues);
  const incoming: GraphEdge[][] = nodes.map(() => []);
  const outgoing: GraphEdge[][] = nodes.map(() => []);
  for (const edge of edges) {
    incoming[edge.to.index]!.push(edge);
    outgoing[edge.from.index]!.push(edge);
  }
  return { nodes, byId, edges, incoming, outgoing };
}
