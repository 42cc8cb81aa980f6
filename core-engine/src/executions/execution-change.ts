import type { NewInput } from '@sluice/kernel';
import type { ExecutionError, Json, RunError } from '@sluice/protocol';
import { isFinal } from '@sluice/protocol';
import type { JobResult } from '../sandbox/job.ts';
import { EXECUTION_TIMEOUT_TIMER, type ExecutionChange, type NewExecution } from '../storage/ports/execution-store.ts';
import { blobRefsIn } from './blob-refs-in.ts';
import { cancelOfChildren } from './cancel-of-children.ts';
import type { ExecutionHead, LiveExecution, QueuedInput } from './live-execution.ts';
import { retryOf, timersOf } from './wait-timer.ts';

export interface ChangeOptions {
  readonly live: LiveExecution;
  readonly inputs: readonly QueuedInput[];
  readonly result: JobResult;
  readonly leaseOwner: string;
  readonly leaseUntilMs: number;
  readonly nowMs: number;
  /** Nothing is under way any more: the lease can go with this commit. */
  readonly isParked: boolean;
  /** Executions that begin because of this turn. */
  readonly children: NonNullable<ExecutionChange['children']>;
  /** Word to the execution whose sub-workflow this is, at the end. */
  readonly toParent: NonNullable<ExecutionChange['notify']>[number] | undefined;
}

/** What a turn writes: the row when it is new, the segment, status, timers, waits, and word to the parent at the end. */
export function changeOf(options: ChangeOptions): ExecutionChange {
  const { live, inputs, result, leaseOwner, leaseUntilMs, isParked, children } = options;
  const { head } = live;
  const isEnd = isFinal(result.status);
  const timers = timersOf(inputs.map(({ input }) => input));
  timers.set.push(...result.timers);
  if (live.lastSeq === 0) timers.set.push(...startTimersOf(head));
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
    ...(children.length === 0 ? {} : { children }),
    blobs: inputs.flatMap(({ input, blobs = [] }) => [...blobsOf(input), ...blobs]),
    ...(live.isBlocked ? { isBlocked: false } : {}),
    ...(isEnd
      ? endOf(options)
      : { timers, waits: waitsOf(live, result), ...(isParked ? { releaseLease: true } : { leaseUntilMs }) }),
  };
}

/** The timers that an execution has from its start. */
export function startTimersOf({ loaded, startedAtMs }: ExecutionHead): { id: string; dueAt: number }[] {
  const { timeoutMs } = loaded.plan.settings;
  return timeoutMs === undefined ? [] : [{ id: EXECUTION_TIMEOUT_TIMER, dueAt: startedAtMs + timeoutMs }];
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
  if (input.type === 'execution-started')
    return [...blobRefsIn(input.items as Json), ...(input.given === undefined ? [] : blobRefsIn(input.given as Json))];
  if (input.type === 'effect-settled' && input.result.ok) return blobRefsIn(input.result.value as Json);
  return input.type === 'doubt-resolved' && input.value !== undefined ? blobRefsIn(input.value as Json) : [];
}

function endOf({ live, inputs, result, nowMs, toParent }: ChangeOptions): Partial<ExecutionChange> {
  const { status } = result;
  return {
    endedAtMs: nowMs,
    ...(result.error === undefined ? {} : { error: namedError(result.error, live.head) }),
    ...(toParent === undefined ? {} : { notify: [toParent] }),
    ...(status === 'failed' || status === 'cancelled'
      ? {
          tellChildren: cancelOfChildren({
            executionId: live.head.id,
            status,
            inputs: inputs.map(({ input }) => input),
            atMs: nowMs,
          }),
        }
      : {}),
  };
}

/** With what the node is called in this run: its name may be another one later. */
function namedError(error: RunError, head: ExecutionHead): ExecutionError {
  return error.nodeId === undefined ? error : { ...error, ...named(error.nodeId, head) };
}

function named(nodeId: string, { loaded }: ExecutionHead): { nodeName?: string } {
  const title = loaded.plan.nodes.find(({ id }) => id === nodeId)?.title;
  return title === undefined ? {} : { nodeName: title };
}

function waitsOf(live: LiveExecution, result: JobResult): Json {
  const waits: Json[] = [];
  for (const { node, scope, index, wait, inDoubt, verb, uri } of live.pending.values()) {
    if (wait !== undefined)
      waits.push({ node, ...named(node, live.head), scope, index, wait: { ...wait } as Json }); // optional members are left out where they are not set
    else if (inDoubt === true) waits.push({ node, ...named(node, live.head), scope, index, wait: { kind: 'doubt', verb, uri } });
  }
  for (const [timer, dueAt] of live.retries) {
    const step = retryOf(timer);
    if (step !== undefined) waits.push({ ...step, ...named(step.node, live.head), index: 0, wait: { kind: 'retry', dueAt } });
  }
  if (result.isPaused === true) waits.push({ node: '', scope: '', index: 0, wait: { kind: 'paused' } });
  return waits;
}

function perfOf(result: JobResult): Json {
  return result.perf.map(({ node, scope, attempt, us }) => [node, scope, attempt, us]);
}
