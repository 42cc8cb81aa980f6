import { closesLoop, type Graph, type GraphNode } from './graph.ts';

/**
 * The illegal cycles: one for each group of nodes that lead to each other without passing a loop's `next`. Each is given as the
 * nodes of a shortest cycle through the group's first node, in the order of the edges.
 */
export function findCycles(graph: Graph): GraphNode[][] {
  const cycles = findTangles(graph).map((tangle) => shortestCycle(graph, tangle));
  return cycles.sort((a, b) => a[0]!.index - b[0]!.index);
}

/** Strongly connected components with a cycle in them (Tarjan, with a stack of its own: a chain may be thousands of nodes long). */
function findTangles(graph: Graph): Set<GraphNode>[] {
  const order = new Array<number>(graph.nodes.length).fill(-1);
  const low = new Array<number>(graph.nodes.length).fill(0);
  const open: GraphNode[] = [];
  const isOpen = new Set<GraphNode>();
  const tangles: Set<GraphNode>[] = [];
  let counter = 0;

  const enter = (node: GraphNode): { node: GraphNode; targets: readonly GraphNode[]; next: number } => {
    order[node.index] = low[node.index] = counter++;
    open.push(node);
    isOpen.add(node);
    return { node, targets: targetsOf(graph, node), next: 0 };
  };

  for (const root of graph.nodes) {
    if (order[root.index] !== -1) continue;
    const path = [enter(root)];
    while (path.length > 0) {
      const frame = path[path.length - 1]!;
      const { node } = frame;
      const target = frame.targets[frame.next++];
      if (target !== undefined) {
        if (order[target.index] === -1) path.push(enter(target));
        else if (isOpen.has(target)) low[node.index] = Math.min(low[node.index]!, order[target.index]!);
        continue;
      }
      path.pop();
      const parent = path[path.length - 1]?.node;
      if (parent !== undefined) low[parent.index] = Math.min(low[parent.index]!, low[node.index]!);
      if (low[node.index] !== order[node.index]) continue;
      const component = new Set(open.splice(open.lastIndexOf(node)));
      for (const member of component) isOpen.delete(member);
      if (component.size > 1 || frame.targets.includes(node)) tangles.push(component);
    }
  }
  return tangles;
}

function shortestCycle(graph: Graph, tangle: ReadonlySet<GraphNode>): GraphNode[] {
  const first = [...tangle].reduce((a, b) => (a.index < b.index ? a : b));
  const cameFrom = new Map<GraphNode, GraphNode>();
  const queue = [first];
  for (const node of queue) {
    for (const target of targetsOf(graph, node)) {
      if (target === first) return pathTo(node, cameFrom);
      if (!tangle.has(target) || cameFrom.has(target)) continue;
      cameFrom.set(target, node);
      queue.push(target);
    }
  }
  return [...tangle];
}

function pathTo(last: GraphNode, cameFrom: ReadonlyMap<GraphNode, GraphNode>): GraphNode[] {
  const path = [last];
  for (let node = cameFrom.get(last); node !== undefined; node = cameFrom.get(node)) path.unshift(node);
  return path;
}

function targetsOf(graph: Graph, node: GraphNode): GraphNode[] {
  return graph.outgoing[node.index]!.filter((edge) => !closesLoop(edge)).map((edge) => edge.to);
}
