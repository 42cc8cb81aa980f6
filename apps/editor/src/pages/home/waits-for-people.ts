import type { ExecutionSummary } from '../../queries/use-executions.ts';

/** One wait that a person ends, with the execution that it holds up. */
export interface PersonsWait {
  readonly execution: ExecutionSummary;
  readonly wait: ExecutionSummary['waits'][number];
}

/** The waits that only a person ends: an answer at a resume link, or a word on an effect in doubt. Times and other executions come by themselves. */
export function waitsForPeople(executions: readonly ExecutionSummary[]): PersonsWait[] {
  return executions.flatMap((execution) =>
    execution.waits.filter(({ wait }) => wait.kind === 'resume' || wait.kind === 'doubt').map((wait) => ({ execution, wait })),
  );
}
