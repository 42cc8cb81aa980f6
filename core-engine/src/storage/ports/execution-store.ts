import type { NewInput } from '@sluice/kernel';
import type { ExecutionError, ExecutionStatus, Json } from '@sluice/protocol';
import type { Page, PageRequest } from './page.ts';

/** The timer that ends an execution when `settings.timeoutMs` is over; it fires also for one that is blocked. */
export const EXECUTION_TIMEOUT_TIMER = 'execution-timeout';

/**
 * What the engine needs to keep executions durably: the row, the journal in segments, snapshots, leases, timers and the inbox.
 *
 * Owns: the checks that make I3 hold (fencing token, seq and status transition are compared in the append itself) and the
 * atomicity of a group. Does not own: what an event means; bytes go in and come out as they are.
 * All times are ms since the epoch. Write failures reject with `SluiceError` `disk_full` or `database_failed`, and then nothing
 * of the call was done.
 */
export interface ExecutionStore {
  /**
   * Commits a group in one transaction and resolves when it is durable (I2). Each change is judged by itself, in order, and sees
   * those before it; a refused one writes nothing and does not hold up the others. Results are in the order of `changes`.
   */
  commit(changes: readonly ExecutionChange[]): Promise<readonly CommitResult[]>;

  /** Puts an input in an execution's inbox, durably. Whoever holds the lease must be told by other means (`ownedWithInputs`). */
  addInput(executionId: string, input: NewInput): Promise<AddInputResult>;

  /**
   * Takes up to `limit` executions that need work and that no living lease covers: status `queued` or `running`, or a timer
   * that is due, or an inbox that is not empty; oldest first, and no blocked one. Sets the lease and counts the fence up, atomically.
   */
  claim(request: {
    readonly owner: string;
    readonly untilMs: number;
    readonly nowMs: number;
    readonly limit: number;
  }): Promise<readonly ClaimedExecution[]>;
  /** Claims one execution whatever its reason; `leased` when somebody else's lease is alive. One's own lease is renewed with a new fence. */
  take(
    executionId: string,
    request: { readonly owner: string; readonly untilMs: number; readonly nowMs: number },
  ): Promise<TakeResult>;
  /** Extends the leases that `owner` still has among `ids`; resolves to the ids that it has (the others are lost). */
  renew(owner: string, ids: readonly string[], untilMs: number): Promise<readonly string[]>;
  /** Gives leases back; those of others are left alone. */
  release(owner: string, ids: readonly string[]): Promise<void>;
  /** Executions that `owner` has leased and whose inbox is not empty. */
  ownedWithInputs(owner: string, limit: number): Promise<readonly string[]>;

  /** When the next timer is due, ms, or undefined when there is none. Of a blocked execution only the end of its time counts, here and below. */
  nextDueAt(): Promise<number | undefined>;
  dueTimers(nowMs: number, limit: number): Promise<readonly DueTimer[]>;

  /** The executions that `isBlocked` was set for, oldest first. */
  listBlocked(): Promise<readonly { readonly id: string; readonly version: string }[]>;

  /** What an owner needs to go on: the row, the newest snapshot, every segment after it, timers and inbox. Undefined: no such execution. */
  load(executionId: string): Promise<LoadedExecution | undefined>;
  /** Segments that hold events after `afterSeq`, in order; the first may begin before it. */
  loadSegments(executionId: string, afterSeq: number, limit: number): Promise<readonly StoredSegment[]>;
  /** The newest snapshot at or before `seq`. */
  loadSnapshot(executionId: string, seq: number): Promise<StoredSnapshot | undefined>;
  find(executionId: string): Promise<ExecutionRow | undefined>;
  /**
   * Newest start first. `search` matches, in any letter case, part of the id, workflow name, error or journal text; it reads journals, so a page may come
   * back short with a cursor when it took too long: ask on.
   */
  list(query: ExecutionQuery): Promise<Page<ExecutionRow>>;
  /** The newest execution of each of these workflows. */
  lastOf(workflowIds: readonly string[]): Promise<ReadonlyMap<string, ExecutionRow>>;
  /** Who started the newest executions of a workflow, each once; `among` is how many of them are looked at. */
  newestActors(workflowId: string, among: number): Promise<readonly string[]>;
  countByStatus(workflowId?: string): Promise<Readonly<Record<ExecutionStatus, number>>>;

  /**
   * Retention: deletes up to `limit` ended executions, oldest first, with all that belongs to them. `keepPerWorkflow` newest
   * ones of each workflow are spared. `blobs` are those that no execution refers to any more.
   */
  purge(request: {
    readonly endedBeforeMs: number;
    readonly keepPerWorkflow?: number;
    readonly limit: number;
  }): Promise<{ readonly executionIds: readonly string[]; readonly blobs: readonly string[] }>;
  /** Deletes one ended execution with all that belongs to it; `blobs` as in `purge`. */
  remove(executionId: string): Promise<RemoveResult>;
  /** Whether an execution of one of these workflows refers to the blob. */
  refersToBlob(sha256: string, workflowIds: readonly string[]): Promise<boolean>;
  /** Those of `sha256s` that no execution refers to. */
  unreferencedBlobs(sha256s: readonly string[]): Promise<readonly string[]>;
}

export interface ExecutionParent {
  readonly executionId: string;
  readonly node: string;
  readonly scope: string;
  readonly index: number;
}

export interface NewExecution {
  readonly workflowId: string;
  readonly workflowName: string;
  /** The version hash, 64 hex digits; its document is in the `WorkflowStore`. */
  readonly version: string;
  readonly mode: 'production' | 'manual';
  /** The trigger node's id. */
  readonly trigger: string;
  readonly startedAtMs: number;
  /** The principal whose code runs: one WASM instance never serves two of them (I5). */
  readonly owner: string;
  /** The principal who asked for it (I8). */
  readonly actor?: string;
  readonly parent?: ExecutionParent;
  /** Sub-workflow nesting; 0 at the top. */
  readonly depth?: number;
}

export interface NewSegment {
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** JSON Lines, perhaps compressed: see `journal/segment-codec.ts`. */
  readonly bytes: Uint8Array;
  /** Measurements that are no events (durations), for people. */
  readonly perf?: Json;
}

/** One execution's part of a group. Absent members leave things as they are. */
export interface ExecutionChange {
  readonly executionId: string;
  /** Who writes, and under which token (I3). With `create` the row begins with this fence. */
  readonly lease: { readonly owner: string; readonly fence: number };
  /** Makes the row; refused as `exists` when the id is taken, which makes creation idempotent by id. */
  readonly create?: NewExecution;
  readonly segment?: NewSegment;
  readonly snapshot?: { readonly seq: number; readonly bytes: Uint8Array };
  /** With `create` by default `queued`. A final status drops lease, timers, inbox and waits. */
  readonly status?: ExecutionStatus;
  /** With a final status, and with no other. */
  readonly endedAtMs?: number;
  readonly error?: ExecutionError;
  /** What a parked execution waits for, as in the protocol's `executionSummary.waits`. */
  readonly waits?: Json;
  /** `clear` is done before `set`; setting an id again moves it. */
  readonly timers?: {
    readonly set?: readonly { readonly id: string; readonly dueAt: number }[];
    readonly clear?: readonly string[] | 'all';
  };
  /** Ids of inbox entries whose inputs are in `segment`. */
  readonly consumeInputs?: readonly number[];
  /** Inputs for other executions' inboxes, e.g. the parent's when a child ended. */
  readonly notify?: readonly { readonly executionId: string; readonly input: NewInput }[];
  /** Sub-workflows: each made `queued`, with its first input in its inbox, unless the id is there already. */
  readonly children?: readonly { readonly id: string; readonly execution: NewExecution; readonly input: NewInput }[];
  /** With a status that ends it: an input for the inbox of each sub-workflow that has not ended and that a step of this one waits for. */
  readonly tellChildren?: NewInput;
  /** Set: it cannot go on before something is mended, and `claim` leaves it alone. Not for a new row. */
  readonly isBlocked?: boolean;
  /** SHA-256s that the segment refers to; they must be durable before (see `journal-writer.ts`). */
  readonly blobs?: readonly string[];
  /** Extends the lease; with `create` takes it (without, the new row has no lease). */
  readonly leaseUntilMs?: number;
  readonly releaseLease?: boolean;
}

export type CommitRefusal = 'exists' | 'unknown' | 'fenced' | 'transition' | 'seq' | 'invalid';

/**
 * `exists`/`unknown`: a row is or is not there. `fenced`: owner or fence is not the row's. `transition`: `statusTransitions` forbids
 * it, or time of end and status do not go together. `seq`: the segment does not follow on the row's last seq. `invalid`: the
 * database cannot take a value of it (too large, of a wrong kind).
 */
export type CommitResult =
  | {
      readonly ok: true;
      readonly workflowId: string;
      readonly status: ExecutionStatus;
      readonly lastSeq: number;
      /** Inputs came in that the change did not consume; with `releaseLease` somebody must claim it again. */
      readonly inputsLeft: boolean;
      /** Targets of `notify` that have ended or are not there. */
      readonly undelivered: readonly string[];
      /** Who got `tellChildren`. */
      readonly toldChildren: readonly string[];
    }
  | { readonly ok: false; readonly code: CommitRefusal; readonly detail: string };

export type AddInputResult =
  | { readonly ok: true; readonly leaseOwner: string | undefined }
  | { readonly ok: false; readonly code: 'unknown' | 'final' };

export type RemoveResult =
  | { readonly ok: true; readonly blobs: readonly string[] }
  | { readonly ok: false; readonly code: 'unknown' | 'not_final' };

export interface ExecutionRow {
  readonly id: string;
  readonly workflowId: string;
  readonly workflowName: string;
  readonly version: string;
  readonly mode: 'production' | 'manual';
  readonly trigger: string;
  readonly status: ExecutionStatus;
  readonly startedAtMs: number;
  readonly endedAtMs: number | undefined;
  readonly lastSeq: number;
  readonly owner: string;
  readonly actor: string | undefined;
  readonly parent: ExecutionParent | undefined;
  readonly depth: number;
  readonly error: ExecutionError | undefined;
  readonly waits: Json | undefined;
  readonly leaseOwner: string | undefined;
  readonly leaseUntilMs: number | undefined;
  readonly fence: number;
}

export type ClaimedExecution = ExecutionRow;
export type TakeResult =
  | { readonly ok: true; readonly execution: ClaimedExecution }
  | { readonly ok: false; readonly code: 'unknown' | 'final' }
  | { readonly ok: false; readonly code: 'leased'; readonly owner: string; readonly untilMs: number };

export interface StoredSegment {
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly bytes: Uint8Array;
  readonly perf: Json | undefined;
}
export interface StoredSnapshot {
  readonly seq: number;
  readonly bytes: Uint8Array;
}
export interface InboxEntry {
  readonly id: number;
  readonly input: NewInput;
}
export interface LoadedExecution {
  readonly execution: ExecutionRow;
  readonly snapshot: StoredSnapshot | undefined;
  readonly segments: readonly StoredSegment[];
  readonly timers: readonly { readonly id: string; readonly dueAt: number }[];
  /** In the order of arrival. */
  readonly inbox: readonly InboxEntry[];
}
export interface DueTimer {
  readonly executionId: string;
  readonly id: string;
  readonly dueAt: number;
  readonly leaseOwner: string | undefined;
}
export interface ExecutionQuery extends PageRequest {
  readonly workflowId?: string;
  /** Of these workflows alone; with an empty list of none. */
  readonly workflowIds?: readonly string[];
  readonly parentId?: string;
  readonly statuses?: readonly ExecutionStatus[];
  readonly search?: string;
  /** Start at or after. */
  readonly fromMs?: number;
  /** Start before. */
  readonly toMs?: number;
}
