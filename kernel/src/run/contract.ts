import type { EffectClass, ExecutionStatus, InputEvent, JournalEvent, RunError, StoredValue, Wait } from '@sluice/protocol';
import type { StepRunner } from '../guest/contract.ts';

/** `Omit` that keeps a union a union. */
type WithoutSeq<T> = T extends unknown ? Omit<T, 'seq'> : never;
/** An input before the journal has numbered it. */
export type NewInput = WithoutSeq<InputEvent>;

/** What `advance` needs from its surroundings, all of it deterministic or recorded. */
export interface RunHost {
  readonly runner: StepRunner;
  /** SHA-256 of UTF-8 text as 64 hex digits. */
  sha256(text: string): string;
  /** The JSON text of a blob, or undefined when it is not at hand: `advance` then stops and names it in `missingBlobs`. */
  readBlob(sha256: string): string | undefined;
  /** Keeps JSON text that was too large for the journal. */
  writeBlob(sha256: string, text: string): void;
}

/** An effect that was requested and has no result yet. `args` may be a blob reference. */
export interface PendingEffect {
  readonly node: string;
  readonly scope: string;
  readonly attempt: number;
  readonly index: number;
  readonly verb: string;
  readonly uri: string;
  readonly args: StoredValue;
  readonly class: EffectClass;
  readonly key: string;
  /** Set once the handle has said that the answer comes later. */
  readonly wait?: Wait;
  readonly inDoubt?: boolean;
}

export interface Timer {
  readonly id: string;
  /** Ms since the epoch. */
  readonly dueAt: number;
}

export interface AdvanceOptions {
  /** At most so many guest calls; with `more` in the answer there is work left. Default: no limit. */
  readonly maxSteps?: number;
  /** Asked before each guest call but the first: whether those that come are for another time. They are, then, `more`. */
  readonly isOverdue?: () => boolean;
  /** Takes the inputs, then stops before the first derived event with a higher `seq`. For replay. */
  readonly untilSeq?: number;
}

/**
 * What `advance` did. `events` are numbered on from the state's last seq, inputs and derived in the order that they happened.
 * They are valid and to be committed in every case, also with `more` or `missingBlobs`: all inputs have been taken by then.
 * `effects` are those newly requested by these events, and those in doubt that are to be done again; the engine performs them after
 * the events are committed (I1). `timers` are those newly set.
 */
export interface Advance {
  readonly events: readonly JournalEvent[];
  readonly effects: readonly PendingEffect[];
  readonly timers: readonly Timer[];
  readonly status: ExecutionStatus;
  readonly response?: StoredValue;
  readonly error?: RunError;
  /** Not empty: the next step needs these blobs. Call again, without inputs, when `readBlob` has them at hand. */
  readonly missingBlobs: readonly string[];
  /** There is more to do at once: `maxSteps` or `untilSeq` was reached, or it is overdue. Call again, without inputs. */
  readonly more: boolean;
}
