import type { NewInput, PendingEffect, Plan, Timer } from '@sluice/kernel';
import type { ExecutionStatus, JournalEvent, RunError, StoredValue } from '@sluice/protocol';

/** A plan with the guest scripts of its node types; sent to a worker the first time that the worker needs `key`. */
export interface JobPlan {
  readonly key: string;
  readonly plan: Plan;
  readonly scripts: Readonly<Record<string, string>>;
}

/**
 * Where the worker finds the execution's state: nowhere yet, in its cache at `seq` (it answers `needState` when it does not have
 * exactly that), or in the journal.
 */
export type JobState =
  | { readonly kind: 'fresh' }
  | { readonly kind: 'cached'; readonly seq: number }
  | { readonly kind: 'journal'; readonly snapshot: Uint8Array | undefined; readonly segments: readonly Uint8Array[] };

/** One execution to advance as far as it goes without the outside. */
export interface Job {
  readonly executionId: string;
  /** The did whose code runs: one WASM instance never serves two owners (I5). */
  readonly owner: string;
  readonly plan: JobPlan;
  readonly state: JobState;
  readonly inputs: readonly NewInput[];
  /** How long the execution may still take, ms, when its workflow sets a limit: no step of this job goes on longer. */
  readonly remainingMs?: number;
  /** JSON text of blobs that the worker asked for or that the inputs refer to, by SHA-256. */
  readonly blobs?: Readonly<Record<string, string>>;
}

export interface StepPerf {
  readonly node: string;
  readonly scope: string;
  readonly attempt: number;
  readonly us: number;
}

/** What came of a job. Nothing of it is durable yet. */
export interface JobResult {
  readonly executionId: string;
  /** The worker does not have the state; nothing was done. Send the journal. */
  readonly needState?: true;
  /** Blobs without which it cannot go on. What `segment` holds was done all the same; ask again with no inputs and these at hand. */
  readonly missingBlobs: readonly string[];
  /** There is more to do without any input: the job used up its budget. */
  readonly more: boolean;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** The new events as JSON Lines, or undefined when there are none. */
  readonly segment: Uint8Array | undefined;
  readonly status: ExecutionStatus;
  /** Newly requested effects; perform them once the segment is committed (I1). */
  readonly effects: readonly PendingEffect[];
  /** Every effect without a result, waits and doubts included; given when the status is `waiting` or `in-doubt`, or the state came from the journal. */
  readonly pending?: readonly PendingEffect[];
  readonly timers: readonly Timer[];
  readonly isPaused?: boolean;
  readonly response?: StoredValue;
  /** The output's items' `json`, once completed. */
  readonly output?: StoredValue;
  readonly error?: RunError;
  readonly newBlobs: readonly { readonly sha256: string; readonly text: string }[];
  readonly snapshot?: { readonly seq: number; readonly bytes: Uint8Array };
  readonly perf: readonly StepPerf[];
}

/** A whole journal to run again from its recorded results; nothing is performed. `blobs` are all that its events refer to. */
export interface ReplayJob {
  readonly executionId: string;
  readonly owner: string;
  readonly plan: JobPlan;
  readonly events: readonly JournalEvent[];
  readonly blobs: Readonly<Record<string, string>>;
}

export interface ReplayResult {
  /** How many events were compared. */
  readonly events: number;
  readonly identical: boolean;
  readonly divergence: { readonly seq: number; readonly recorded: string; readonly replayed: string } | null;
}
