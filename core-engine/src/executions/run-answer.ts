import type { Json } from '@sluice/protocol';
import type { Ending } from './live-execution.ts';

/** The answer to somebody who ran a workflow by hand. */
export interface RunAnswer {
  executionId: string;
  status: string;
  output?: Json[];
  error?: { code: string; message: string };
}

export function answerOf(ending: Ending): RunAnswer {
  if (ending.kind !== 'final')
    return { executionId: ending.executionId, status: ending.kind === 'parked' ? ending.status : 'running' };
  const { executionId, status, output, error } = ending;
  return {
    executionId,
    status,
    ...(status === 'completed' ? { output: [...output] as Json[] } : {}),
    ...(error === undefined ? {} : { error }),
  };
}
