import type { Issue, WorkflowDocument } from '@sluice/protocol';

/** What is shown of what is wrong: that nothing starts a workflow without any node is its beginning, and no mistake. */
export function shownIssues(issues: readonly Issue[], { nodes }: Pick<WorkflowDocument, 'nodes'>): readonly Issue[] {
  if (Object.keys(nodes).length > 0) return issues;
  return issues.filter(({ code }) => code !== 'trigger_missing');
}
