import type { ExecutionSummary } from '../../queries/use-executions.ts';

/** The failures of one workflow: how many, and the newest, whose cause is shown. */
export interface FailureGroup {
  readonly workflowId: string;
  readonly count: number;
  readonly newest: ExecutionSummary;
}

/** Failed executions, newest first, by workflow; the workflow that failed last comes first. */
export function groupFailures(executions: readonly ExecutionSummary[]): FailureGroup[] {
  const groups = new Map<string, FailureGroup>();
  for (const execution of executions) {
    const group = groups.get(execution.workflowId);
    groups.set(execution.workflowId, {
      workflowId: execution.workflowId,
      count: (group?.count ?? 0) + 1,
      newest: group?.newest ?? execution,
    });
  }
  return [...groups.values()];
}
