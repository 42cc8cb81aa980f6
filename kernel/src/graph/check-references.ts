import type { Issue } from '@sluice/protocol';
import { createIssue, type IssuePlace } from './create-issue.ts';
import type { Bodies } from './find-bodies.ts';
import { closesLoop, type Graph, type GraphNode } from './graph.ts';
import { sayIssue } from './say-issue.ts';
import { valueTexts } from './value-texts.ts';

/** What the templates and code of one node refer to: `$node('id')` by name, or by a value that is only known in the run. */
export interface FoundReferences {
  readonly named: readonly { readonly id: string; readonly place: IssuePlace }[];
  readonly isDynamic: boolean;
}

/**
 * The ids of the nodes whose items a node can ask for with `$node('id')`. They must lead to it, so that they have settled before it
 * fires, and lie in the same bodies or further out, so that there is one answer. A dynamic reference may mean any of these.
 */
export function checkReferences(
  graph: Graph,
  bodies: Bodies,
  node: GraphNode,
  found: FoundReferences,
  issues: Issue[],
): string[] {
  if (found.named.length === 0 && !found.isDynamic) return [];
  const upstream = nodesUpstream(graph, node);
  const isVisible = (other: GraphNode): boolean =>
    bodies.loopsOf[other.index]!.every((loop) => bodies.loopsOf[node.index]!.includes(loop));
  const ids = new Set<string>();
  for (const { id, place } of found.named) {
    const other = graph.byId.get(id);
    if (other === undefined)
      issues.push(createIssue('node_unknown', sayIssue(valueTexts.reference_unknown, { other: id }), place));
    else if (!upstream.has(other)) issues.push(createIssue('node_reference_not_upstream', notUpstream(node, other), place));
    else if (!isVisible(other)) issues.push(createIssue('node_reference_not_upstream', hiddenInLoop(bodies, node, other), place));
    else ids.add(id);
  }
  if (found.isDynamic) for (const other of upstream) if (isVisible(other)) ids.add(other.id);
  return [...ids].sort();
}

function nodesUpstream(graph: Graph, node: GraphNode): Set<GraphNode> {
  const upstream = new Set<GraphNode>();
  const queue = [node];
  for (const current of queue) {
    for (const edge of graph.incoming[current.index]!) {
      if (closesLoop(edge) || upstream.has(edge.from)) continue;
      upstream.add(edge.from);
      queue.push(edge.from);
    }
  }
  return upstream;
}

function notUpstream(node: GraphNode, other: GraphNode): string {
  return sayIssue(valueTexts.reference_not_upstream, { other: other.id, id: node.id });
}

function hiddenInLoop(bodies: Bodies, node: GraphNode, other: GraphNode): string {
  const loop = bodies.loopsOf[other.index]!.find((candidate) => !bodies.loopsOf[node.index]!.includes(candidate))!;
  return sayIssue(valueTexts.reference_in_loop, { other: other.id, id: node.id, loop: loop.id });
}
