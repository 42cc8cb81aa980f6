import { SluiceError } from '@sluice/protocol';
import type { BlobStore, NewBlob } from '../storage/ports/blob-store.ts';
import type { CommitResult, ExecutionChange, ExecutionStore } from '../storage/ports/execution-store.ts';
import { AppendRefused } from './append-refused.ts';
import type { LiveEvents } from './live-events.ts';

/**
 * Group commit: whatever arrives in one turn of the event loop, for however many executions, becomes one transaction.
 *
 * Owns: the order of things. (1) A change's blobs are durable before the change is handed to the database, so that no committed event
 * names bytes that are not there; a crash in between leaves a blob that nobody names, which the sweep finds. (2) The transaction
 * is durable before its appends resolve (I2). (3) Only then do live subscribers hear of it. Changes of one execution keep the order of
 * their calls.
 * Does not own: the checks (the store makes them in the append, I3) and what a change means.
 */
export interface JournalWriter {
  /**
   * Resolves when the change is durable. Rejects with `AppendRefused`, or with `SluiceError` `disk_full`, `database_failed`, `blob_corrupt` or
   * `shutting_down`; then nothing of it was done. `blobs` are written, and added to the change's own `blobs`.
   */
  append(change: ExecutionChange, blobs?: readonly NewBlob[]): Promise<CommitAccepted>;
  /** How many appends are not settled yet: what admission control looks at. */
  readonly pending: number;
  /** Commits what was appended and refuses what comes after. */
  close(): Promise<void>;
}

export type CommitAccepted = Extract<CommitResult, { ok: true }>;

export interface JournalWriterOptions {
  readonly executions: ExecutionStore;
  readonly blobs: BlobStore;
  readonly live?: LiveEvents;
  /** Told after each group; for metrics. */
  readonly observe?: (group: { readonly changes: number; readonly bytes: number; readonly durationMs: number }) => void;
}

/** So that one transaction stays short. */
const MAX_GROUP_CHANGES = 512;
const MAX_GROUP_BYTES = 8 * 1024 * 1024;

interface Queued {
  readonly change: ExecutionChange;
  readonly bytes: number;
  readonly resolve: (accepted: CommitAccepted) => void;
  readonly reject: (error: unknown) => void;
}

export function createJournalWriter(options: JournalWriterOptions): JournalWriter {
  return new GroupCommit(options);
}

class GroupCommit implements JournalWriter {
  readonly #options: JournalWriterOptions;
  /** By execution: its newest change that waits for blobs. Later changes of it wait behind. */
  readonly #entering = new Map<string, Promise<unknown>>();
  readonly #unsettled = new Set<Promise<unknown>>();
  #queue: Queued[] = [];
  #isScheduled = false;
  #isClosed = false;

  constructor(options: JournalWriterOptions) {
    this.#options = options;
  }

  get pending(): number {
    return this.#unsettled.size;
  }

  append(change: ExecutionChange, blobs: readonly NewBlob[] = []): Promise<CommitAccepted> {
    if (this.#isClosed)
      return Promise.reject(new SluiceError('shutting_down', `Execution ${change.executionId}: the journal is closed.`));
    const before = this.#entering.get(change.executionId);
    const accepted =
      before === undefined && blobs.length === 0 ? this.#enqueue(change) : this.#appendWithBlobs(change, blobs, before);
    this.#unsettled.add(accepted);
    const settle = () => this.#unsettled.delete(accepted);
    accepted.then(settle, settle);
    return accepted;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#unsettled);
  }

  /** Enters the queue when its blobs are durable and the execution's change before it has entered. */
  #appendWithBlobs(
    change: ExecutionChange,
    blobs: readonly NewBlob[],
    before: Promise<unknown> | undefined,
  ): Promise<CommitAccepted> {
    const { executionId } = change;
    const sha256s = new Set([...(change.blobs ?? []), ...blobs.map(({ sha256 }) => sha256)]);
    const forget = () => {
      if (this.#entering.get(executionId) === entered) this.#entering.delete(executionId);
    };
    const written = Promise.all([this.#options.blobs.writeMany(blobs), before?.catch(() => undefined)]);
    const entered = written.then(
      () => {
        forget();
        return { accepted: this.#enqueue({ ...change, blobs: [...sha256s] }) };
      },
      (error: unknown) => {
        forget();
        throw error;
      },
    );
    this.#entering.set(executionId, entered);
    return entered.then(({ accepted }) => accepted);
  }

  #enqueue(change: ExecutionChange): Promise<CommitAccepted> {
    const bytes = (change.segment?.bytes.byteLength ?? 0) + (change.snapshot?.bytes.byteLength ?? 0);
    return new Promise((resolve, reject) => {
      this.#queue.push({ change, bytes, resolve, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#isScheduled || this.#queue.length === 0) return;
    this.#isScheduled = true;
    setImmediate(() => void this.#commitGroup());
  }

  /** While one is under way the next collects; never rejects. */
  async #commitGroup(): Promise<void> {
    const group = this.#takeGroup();
    const startedMs = performance.now();
    try {
      const results = await this.#options.executions.commit(group.map(({ change }) => change));
      const bytes = group.reduce((sum, queued) => sum + queued.bytes, 0);
      this.#options.observe?.({ changes: group.length, bytes, durationMs: performance.now() - startedMs });
      for (const [at, queued] of group.entries()) this.#settle(queued, results[at] as CommitResult); // one result per change
    } catch (error) {
      for (const { reject } of group) reject(error);
    } finally {
      this.#isScheduled = false;
      this.#schedule();
    }
  }

  #takeGroup(): Queued[] {
    let bytes = 0;
    let end = 0;
    while (end < Math.min(this.#queue.length, MAX_GROUP_CHANGES) && bytes < MAX_GROUP_BYTES)
      bytes += this.#queue[end++]?.bytes ?? 0;
    return this.#queue.splice(0, end);
  }

  #settle({ change, resolve, reject }: Queued, result: CommitResult): void {
    const { executionId, segment } = change;
    if (!result.ok) {
      reject(new AppendRefused(executionId, result.code, result.detail));
      return;
    }
    resolve(result);
    const { live } = this.#options;
    if (live === undefined) return;
    const { workflowId, status, lastSeq } = result;
    if (segment !== undefined)
      live.publish({ type: 'segment', executionId, firstSeq: segment.firstSeq, lastSeq: segment.lastSeq, bytes: segment.bytes });
    live.publish({ type: 'status', executionId, workflowId, status, lastSeq });
  }
}
