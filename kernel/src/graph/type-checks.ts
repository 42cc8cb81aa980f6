import type { Issue } from '@sluice/protocol';
import { createIssue, pointerTo } from './create-issue.ts';
import type { PlanNode } from './plan.ts';
import { sayIssue } from './say-issue.ts';
import { valueTexts } from './value-texts.ts';

type CheckedNode = Pick<PlanNode, 'id' | 'type' | 'params'>;

/** Checks beyond the parameters' kinds, by node type. What needs a library (cron, time zones) is checked in the engine. */
const typeChecks: Readonly<Record<string, (node: CheckedNode, others: readonly CheckedNode[]) => Issue | undefined>> = {
  'core.webhook@1': (node, others) => pathSyntaxIssue(node) ?? pathTwiceIssue(node, others),
};

/** Runs the check of each node's type. `nodes` in index order. */
export function checkTypes(nodes: readonly CheckedNode[], issues: Issue[]): void {
  nodes.forEach((node, index) => {
    const check = Object.hasOwn(typeChecks, node.type) ? typeChecks[node.type] : undefined;
    const issue = check?.(
      node,
      nodes.slice(0, index).filter((other) => other.type === node.type),
    );
    if (issue !== undefined) issues.push(issue);
  });
}

const WEBHOOK_PATH = /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/;

function pathSyntaxIssue(node: CheckedNode): Issue | undefined {
  const path = node.params['path'];
  if (typeof path !== 'string') return undefined;
  const hasDots = path.split('/').some((segment) => segment === '.' || segment === '..');
  if (WEBHOOK_PATH.test(path) && !hasDots) return undefined;
  return createIssue('webhook_path_invalid', sayIssue(valueTexts.webhook_path_invalid, { path, id: node.id }), placeOfPath(node));
}

function pathTwiceIssue(node: CheckedNode, others: readonly CheckedNode[]): Issue | undefined {
  const twin = others.find(
    (other) => other.params['path'] === node.params['path'] && other.params['method'] === node.params['method'],
  );
  if (twin === undefined) return undefined;
  const message = sayIssue(valueTexts.webhook_path_twice, { other: twin.id, id: node.id });
  return createIssue('webhook_path_taken', message, placeOfPath(node), 'Choose another path for one of the two nodes.');
}

function placeOfPath(node: CheckedNode): { nodeId: string; param: string; pointer: string } {
  return { nodeId: node.id, param: 'path', pointer: pointerTo('nodes', node.id, 'params', 'path') };
}
