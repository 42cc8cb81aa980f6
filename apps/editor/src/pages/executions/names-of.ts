import type { ExecutionSummary } from '../../queries/use-executions.ts';

const SHOWN = 4;

/** Whose executions these are, for a question about them: `Orders (12), Alpha (1), …`. */
export function namesOf(executions: readonly Pick<ExecutionSummary, 'workflowName'>[]): string {
  const counts = new Map<string, number>();
  for (const { workflowName } of executions) counts.set(workflowName, (counts.get(workflowName) ?? 0) + 1);
  const names = [...counts].sort(([, a], [, b]) => b - a).map(([name, count]) => `${name} (${count})`);
  return names.length > SHOWN ? `${names.slice(0, SHOWN).join(', ')}, …` : names.join(', ');
}
