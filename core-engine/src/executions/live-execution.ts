import type { NewInput, PendingEffect } from '@sluice/kernel';
import { type ExecutionStatus, type RunError, SluiceError } from '@sluice/protocol';
import type { LoadedPlan } from '../workflows/plan-store.ts';

/** What an execution is a run of. */
export interface WorkflowRef {
  readonly id: string;
  readonly name: string;
  /** The did of the workflow's owner: no guest instance ever serves two of them (I5). */
  readonly owner: string;
}

/** The effect of another execution that waits for this one's end. */
export interface ParentRef {
  readonly executionId: string;
  readonly node: string;
  readonly scope: string;
  readonly index: number;
}

/** The part of an execution that never changes. */
export interface ExecutionHead {
  readonly id: string;
  readonly workflow: WorkflowRef;
  readonly loaded: LoadedPlan;
  readonly startedAtMs: number;
  readonly mode: 'production' | 'manual';
  /** The trigger node's id. */
  readonly trigger: string;
  readonly actor: string | undefined;
  readonly parent: ParentRef | undefined;
  readonly depth: number;
}

/** An input on its way to the journal, with the inbox row that it came from, if any. */
export interface QueuedInput {
  readonly input: NewInput;
  readonly inboxId?: number;
  /** Blobs that what the input keeps as a blob refers to in turn. */
  readonly blobs?: readonly string[];
  /** Called once the input is committed (I2), or with the reason why it never will be. */
  readonly done?: (error?: unknown) => void;
}

/**
 * An execution that this process is advancing: it holds the lease (I3) and is in memory only while something is under way. A
 * parked execution is a row and its journal, nothing more.
 */
export interface LiveExecution {
  readonly head: ExecutionHead;
  /** The lease's token; counted up when the lease is taken again. */
  fence: number;
  /** The last event that is committed, and the status after it. */
  lastSeq: number;
  status: ExecutionStatus;
  /** Whether the row is there; until then the first commit makes it. */
  isCreated: boolean;
  /** Where the worker finds the state: `fresh` and `journal` only for the first turn. */
  source: 'fresh' | 'cached' | 'journal';
  queue: QueuedInput[];
  /** A turn is wanted though there is no input: just admitted, recovered, or not finished with the last one. */
  mustAdvance: boolean;
  isDriving: boolean;
  /** Callers that are about to give an input: it is not parked meanwhile. */
  holds: number;
  /** It is queued and has no place yet: it takes inputs (a cancel), and does not begin. */
  isHeldBack: boolean;
  /** It was parked because it could not go on, and the row still says so: the next commit takes that back. */
  isBlocked: boolean;
  /** Blobs that the worker asked for. */
  wantedBlobs: readonly string[];
  /** Effects without a result, by `stepKey`. */
  readonly pending: Map<string, PendingEffect>;
  /** When failed steps are to be tried again, ms since the epoch, by timer id. */
  readonly retries: Map<string, number>;
  /** Those that a handle is performing right now, by `attemptKey`. */
  readonly inFlight: Map<string, AbortController>;
  /** Waits and doubts that somebody has just ended, by `attemptKey`: whoever comes second is told so. */
  readonly settling: Set<string>;
  /** Entries of the inbox that were queued already. */
  readonly inboxTaken: Set<number>;
}

/** How an execution stands when a waiter is answered; `parked` is a wait, a pause or a doubt. */
export type Ending =
  | { readonly kind: 'response'; readonly executionId: string; readonly response: unknown }
  | {
      readonly kind: 'final';
      readonly executionId: string;
      readonly status: ExecutionStatus;
      readonly output: readonly unknown[];
      readonly error: RunError | undefined;
    }
  | { readonly kind: 'parked'; readonly executionId: string; readonly status: ExecutionStatus };

/** Somebody waits for the response, or for the end; both are told when the execution parks for a person, or for long. */
export interface Waiter {
  readonly until: 'response' | 'end';
  settle(ending: Ending): void;
  fail(error: unknown): void;
}

/** Names an effect within its execution, whichever attempt asks for it. */
export function stepKey(step: { readonly node: string; readonly scope: string; readonly index: number }): string {
  return `${step.node}\n${step.scope}\n${step.index}`;
}

/** Names an effect of one attempt. */
export function attemptKey(step: {
  readonly node: string;
  readonly scope: string;
  readonly attempt: number;
  readonly index: number;
}): string {
  return `${stepKey(step)}\n${step.attempt}`;
}

/** Whether this is the first to end the effect's wait or doubt; from then on it is. */
export function settlesFirst({ settling }: LiveExecution, effect: Parameters<typeof attemptKey>[0]): boolean {
  const key = attemptKey(effect);
  if (settling.has(key)) return false;
  settling.add(key);
  return true;
}

export function createLiveExecution(
  head: ExecutionHead,
  start: Pick<LiveExecution, 'fence' | 'lastSeq' | 'status' | 'isCreated' | 'source'>,
): LiveExecution {
  return {
    head,
    ...start,
    queue: [],
    mustAdvance: false,
    isDriving: false,
    holds: 0,
    isHeldBack: false,
    isBlocked: false,
    wantedBlobs: [],
    pending: new Map(),
    retries: new Map(),
    inFlight: new Map(),
    settling: new Set(),
    inboxTaken: new Set(),
  };
}

export function hasEnded(executionId: string): SluiceError {
  return new SluiceError('execution_final', `Execution ${executionId} has ended.`, { place: { executionId } });
}
