import type { Issue } from '@sluice/protocol';
import { createIssue, listNames, pointerTo } from './create-issue.ts';
import { closesLoop, type Graph, type GraphNode } from './graph.ts';
import { sayIssue } from './say-issue.ts';
import { valueTexts } from './value-texts.ts';

/**
 * Proves that each node can fire. By the firing rule a node waits for all its incoming edges, so it can fire when it is a trigger, or
 * when it has an incoming edge (a loop's `next` not counted) and every node that these come from can fire.
 *
 * Two kinds of nodes get the benefit of the doubt: stubs, which may turn out to be triggers, and disabled nodes that nothing leads
 * to, which are skipped at the start.
 *
 * @param sorted the nodes in topological order
 */
export function checkReach(graph: Graph, sorted: readonly GraphNode[], issues: Issue[]): void {
  if (!graph.nodes.some((node) => node.type === undefined || node.type.kind === 'trigger')) {
    issues.push(createIssue('trigger_missing', sayIssue(valueTexts.trigger_missing, {}), { pointer: '/nodes' }));
    return;
  }
  const canFire = new Set<GraphNode>();
  for (const node of sorted) {
    const sources = new Set(graph.incoming[node.index]!.filter((edge) => !closesLoop(edge)).map((edge) => edge.from));
    const missing = [...sources].filter((source) => !canFire.has(source));
    const canStart = node.type === undefined || node.type.kind === 'trigger' || node.document.disabled !== undefined;
    if (missing.length === 0 && (sources.size > 0 || canStart)) canFire.add(node);
    else issues.push(unreachableIssue(graph, node, missing));
  }
}

function unreachableIssue(graph: Graph, node: GraphNode, missing: readonly GraphNode[]): Issue {
  const place = { nodeId: node.id, pointer: pointerTo('nodes', node.id) };
  if (missing.length > 0) {
    const names = listNames(missing.map((source) => source.id));
    return createIssue('node_unreachable', sayIssue(valueTexts.node_waits_for_dead, { id: node.id, names }), place);
  }
  const onlyNext = graph.incoming[node.index]!.length > 0;
  const message = onlyNext
    ? sayIssue(valueTexts.loop_without_start, { id: node.id })
    : sayIssue(valueTexts.node_unconnected, { id: node.id });
  return createIssue('node_unreachable', message, place);
}
