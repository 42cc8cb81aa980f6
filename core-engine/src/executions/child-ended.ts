import type { NewInput } from '@sluice/kernel';
import type { ExecutionStatus, Json, RunError } from '@sluice/protocol';
import type { NewBlob } from '../storage/ports/blob-store.ts';
import type { ParentRef } from './live-execution.ts';
import { storeValue } from './stored-value.ts';

export interface ChildEnding {
  readonly executionId: string;
  readonly workflowName: string;
  readonly parent: ParentRef;
  readonly status: ExecutionStatus;
  /** Of one that completed. */
  readonly output: readonly Json[];
  readonly error: RunError | undefined;
  readonly atMs: number;
}

/**
 * What a parent is told when its sub-workflow has ended: the result of the effect that runs it. The attempt is filled in on the
 * parent's side, which alone knows it. `blob` is to be made durable before.
 */
export function childEnded(ending: ChildEnding): { readonly input: NewInput; readonly blob: NewBlob | undefined } {
  const { executionId, parent, status, output, atMs } = ending;
  const step = {
    type: 'effect-settled',
    at: atMs,
    node: parent.node,
    scope: parent.scope,
    attempt: 1,
    index: parent.index,
  } as const;
  if (status !== 'completed') return { input: { ...step, result: { ok: false, error: childError(ending) } }, blob: undefined };
  const { stored, blob } = storeValue({ executionId, status, output: [...output] });
  return { input: { ...step, result: { ok: true, value: stored } }, blob };
}

function childError({ executionId, workflowName, status, error }: ChildEnding): RunError {
  const { code, message, hint } = error ?? { code: 'execution_cancelled', message: `it was ${status}`, hint: undefined };
  return {
    code,
    message: `The sub-workflow ${workflowName} (execution ${executionId}) did not complete: ${message}`,
    ...(hint === undefined ? {} : { hint }),
  };
}
