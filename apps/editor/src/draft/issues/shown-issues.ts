import type { Issue, WorkflowDocument } from '@sluice/protocol';
import { nodeTitle } from '../../canvas/read-steps.ts';
import type { NodeCatalog } from '../../queries/use-catalog.ts';
import { nodeOf, portOf } from '../port-ref.ts';

/** A problem as people are told of it. */
export interface ShownIssue extends Issue {
  /** It is gone with that of a node before it, and does not count. */
  readonly isFollowing?: true;
}

const UNREACHABLE = 'node_unreachable';

/**
 * What is shown of what is wrong. That nothing starts a workflow without any node is its beginning, and no mistake. Nodes that cannot fire are told
 * by their names; those that wait for such a one only follow from it.
 */
export function shownIssues(
  issues: readonly Issue[],
  { nodes, edges }: Pick<WorkflowDocument, 'nodes' | 'edges'>,
  catalog: NodeCatalog,
): readonly ShownIssue[] {
  if (Object.keys(nodes).length === 0) return issues.filter(({ code }) => code !== 'trigger_missing');
  const dead = new Set(issues.flatMap(({ code, nodeId }) => (code === UNREACHABLE && nodeId !== undefined ? [nodeId] : [])));
  if (dead.size === 0) return issues;
  const waiting = new Set(
    edges.flatMap(({ from, to }) =>
      nodeOf(from) !== nodeOf(to) && dead.has(nodeOf(from)) && portOf(to) !== 'next' ? [nodeOf(to)] : [],
    ),
  );
  const named = (message: string) =>
    message.replaceAll(/"([^"]+)"/g, (quoted, id: string) => {
      const node = Object.hasOwn(nodes, id) ? nodes[id] : undefined;
      return node === undefined ? quoted : `"${nodeTitle(id, node, catalog.get(node.type))}"`;
    });
  return issues.map((issue) => {
    if (issue.code !== UNREACHABLE || issue.nodeId === undefined) return issue;
    const shown = { ...issue, message: named(issue.message) };
    return waiting.has(issue.nodeId) ? { ...shown, isFollowing: true as const } : shown;
  });
}

/** Those that there is something to do about. */
export function causes(issues: readonly ShownIssue[]): readonly ShownIssue[] {
  return issues.some(({ isFollowing }) => isFollowing) ? issues.filter(({ isFollowing }) => isFollowing !== true) : issues;
}
