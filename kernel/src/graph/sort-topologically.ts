import { closesLoop, type Graph, type GraphNode } from './graph.ts';

/** The nodes of a graph without illegal cycles, each after all that lead to it (`next` edges not counted), else by index. */
export function sortTopologically(graph: Graph): GraphNode[] {
  const waitsFor = graph.nodes.map((node) => graph.incoming[node.index]!.filter((edge) => !closesLoop(edge)).length);
  const sorted = graph.nodes.filter((node) => waitsFor[node.index] === 0);
  for (const node of sorted) {
    for (const edge of graph.outgoing[node.index]!) {
      if (closesLoop(edge)) continue;
      waitsFor[edge.to.index]! -= 1;
      if (waitsFor[edge.to.index] === 0) sorted.push(edge.to);
    }
  }
  return sorted;
}
