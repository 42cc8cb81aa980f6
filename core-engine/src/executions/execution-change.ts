import type { NewInput } from '@sluice/kernel';
import type { Json, RunError } from '@sluice/protocol';
import { isFinal } from '@sluice/protocol';
import type { JobResult } from '../sandbox/job.ts';
import type { ExecutionChange, NewExecution } from '../storage/ports/execution-store.ts';
import { blobRefsIn } from './blob-refs-in.ts';
import type { ExecutionHead, LiveExecution, QueuedInput } from './live-execution.ts';
import { EXECUTION_TIMEOUT_TIMER, timersOf } from './wait-timer.ts';

export interface ChangeOptions {
  readonly live: LiveExecution;
  readonly inputs: readonly QueuedInput[];
  readonly result: JobResult;
  readonly leaseOwner: string;
  readonly leaseUntilMs: number;
  readonly nowMs: number;
  /** Nothing is under way any more: the lease can go with this commit. */
  readonly isParked: boolean;
}

/** What a turn writes: the row when it is new, the segment, status, timers, waits, and word to the parent at the end. */
export function changeOf({ live, inputs, result, leaseOwner, leaseUntilMs, nowMs, isParked }: ChangeOptions): ExecutionChange {
  const { head } = live;
  const isEnd = isFinal(result.status);
  const timers = timersOf(inputs.map(({ input }) => input));
  timers.set.push(...result.timers);
  if (!live.isCreated && head.loaded.plan.settings.timeoutMs !== undefined)
    timers.set.push({ id: EXECUTION_TIMEOUT_TIMER, dueAt: head.startedAtMs + head.loaded.plan.settings.timeoutMs });
  const consumed = inputs.flatMap(({ inboxId }) => (inboxId === undefined ? [] : [inboxId]));
  return {
    executionId: head.id,
    lease: { owner: leaseOwner, fence: live.fence },
    ...(live.isCreated ? {} : { create: newExecutionOf(head) }),
    ...(result.segment === undefined
      ? {}
      : { segment: { firstSeq: result.firstSeq, lastSeq: result.lastSeq, bytes: result.segment, perf: perfOf(result) } }),
    ...(result.snapshot === undefined ? {} : { snapshot: result.snapshot }),
    status: result.status,
    ...(consumed.length === 0 ? {} : { consumeInputs: consumed }),
    blobs: inputs.flatMap(({ input, blobs = [] }) => [...blobsOf(input), ...blobs]),
    ...(isEnd
      ? endOf(head, result, nowMs)
      : { timers, waits: waitsOf(live, result), ...(isParked ? { releaseLease: true } : { leaseUntilMs }) }),
  };
}

export function newExecutionOf(head: ExecutionHead): NewExecution {
  return {
    workflowId: head.workflow.id,
    workflowName: head.workflow.name,
    version: head.loaded.key,
    mode: head.mode,
    trigger: head.trigger,
    startedAtMs: head.startedAtMs,
    owner: head.workflow.owner,
    depth: head.depth,
    ...(head.actor === undefined ? {} : { actor: head.actor }),
    ...(head.parent === undefined ? {} : { parent: head.parent }),
  };
}

/** The blobs that an input refers to; they were made durable when the input was made. */
export function blobsOf(input: NewInput): string[] {
  // Both are JSON: item lists and stored values, a blob of their own being one more reference in them.
  if (input.type === 'execution-started') return blobRefsIn(input.items as Json);
  if (input.type === 'effect-settled' && input.result.ok) return blobRefsIn(input.result.value as Json);
  return input.type === 'doubt-resolved' && input.value !== undefined ? blobRefsIn(input.value as Json) : [];
}

function endOf(head: ExecutionHead, result: JobResult, nowMs: number): Partial<ExecutionChange> {
  return {
    endedAtMs: nowMs,
    ...(result.error === undefined ? {} : { error: result.error }),
    ...(head.parent === undefined
      ? {}
      : { notify: [{ executionId: head.parent.executionId, input: childEnded(head, head.parent, result, nowMs) }] }),
  };
}

function childEnded(
  head: ExecutionHead,
  parent: NonNullable<ExecutionHead['parent']>,
  result: JobResult,
  nowMs: number,
): NonNullable<ExecutionChange['notify']>[number]['input'] {
  const step = { node: parent.node, scope: parent.scope, attempt: 1, index: parent.index };
  if (result.status !== 'completed')
    return { type: 'effect-settled', at: nowMs, ...step, result: { ok: false, error: childError(head, result) } };
  return { type: 'effect-settled', at: nowMs, ...step, result: { ok: true, value: childValue(head, result) } };
}

/** A child's output may be a blob; the parent then gets the reference to the list in place of the list. */
function childValue(head: ExecutionHead, result: JobResult): { value: Json } {
  const output: Json =
    result.output === undefined
      ? []
      : 'value' in result.output
        ? result.output.value
        : { $blob: { sha256: result.output.blob.sha256, size: result.output.blob.size } };
  return { value: { executionId: head.id, status: 'completed', output } };
}

function childError(head: ExecutionHead, result: JobResult): RunError {
  const { code, message, hint } = result.error ?? { code: 'stopped', message: `it was ${result.status}`, hint: undefined };
  return {
    code,
    message: `The sub-workflow ${head.workflow.name} (execution ${head.id}) did not complete: ${message}`,
    ...(hint === undefined ? {} : { hint }),
  };
}

function waitsOf(live: LiveExecution, result: JobResult): Json {
  const waits: Json[] = [];
  for (const { node, scope, index, wait, inDoubt, verb, uri } of live.pending.values()) {
    if (wait !== undefined)
      waits.push({ node, scope, index, wait: { ...wait } as Json }); // optional members are left out where they are not set
    else if (inDoubt === true) waits.push({ node, scope, index, wait: { kind: 'doubt', verb, uri } });
  }
  if (result.isPaused === true) waits.push({ node: '', scope: '', index: 0, wait: { kind: 'paused' } });
  return waits;
}

function perfOf(result: JobResult): Json {
  return result.perf.map(({ node, scope, attempt, us }) => [node, scope, attempt, us]);
}
