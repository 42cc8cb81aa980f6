import type { NewInput } from '@sluice/kernel';

/**
 * What the sub-workflows are told that a step of this execution waits for, when it ends without them: nobody wants what they would give.
 * The journal of each says by whom and why (decision 0042).
 */
export function cancelOfChildren({
  executionId,
  status,
  inputs,
  atMs,
}: {
  readonly executionId: string;
  readonly status: 'cancelled' | 'failed';
  /** Those of the turn that ended it. */
  readonly inputs: readonly NewInput[];
  readonly atMs: number;
}): NewInput {
  const cancel = inputs.find((input) => input.type === 'cancel-requested');
  const what = status === 'cancelled' ? 'was cancelled' : 'failed';
  const why = cancel?.reason === undefined ? '.' : `: ${cancel.reason}`;
  return {
    type: 'cancel-requested',
    at: atMs,
    ...(cancel?.actor === undefined ? {} : { actor: cancel.actor }),
    reason: `The execution ${executionId}, which waits for this one, ${what}${why}`,
  };
}
