import type { ExecutionSummary } from '../../queries/use-executions.ts';

/** One wait that a person ends, with the execution that it holds up. */
export interface PersonsWait {
  readonly execution: ExecutionSummary;
  readonly wait: ExecutionSummary['waits'][number];
}

/** The waits that only a person ends: an answer at a resume link, a word on an effect in doubt, an obstacle. Times and other executions come by themselves. */
export function waitsForPeople(executions: readonly ExecutionSummary[]): PersonsWait[] {
  return executions.flatMap((execution) =>
    execution.waits.filter(({ wait }) => forPeople.has(wait.kind)).map((wait) => ({ execution, wait })),
  );
}

const forPeople: ReadonlySet<PersonsWait['wait']['wait']['kind']> = new Set(['resume', 'doubt', 'blocked']);
