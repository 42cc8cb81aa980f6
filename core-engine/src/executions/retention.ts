import type { Logger } from 'pino';
import type { Storage } from '../storage/ports/storage.ts';

const HOUR_MS = 3_600_000;
/** The first time is soon after the start, when what was under way has been taken up; an engine that never runs for an hour sweeps too. */
const FIRST_AFTER_MS = 20_000;
const BATCH = 500;

/** Deletes ended executions that are older than the retention, a batch at a time, with the blobs that nothing else refers to. */
export class Retention {
  readonly #storage: Storage;
  readonly #retentionMs: number;
  readonly #clock: () => number;
  readonly #log: Logger;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(options: { storage: Storage; retentionMs: number; clock: () => number; log: Logger }) {
    this.#storage = options.storage;
    this.#retentionMs = options.retentionMs;
    this.#clock = options.clock;
    this.#log = options.log;
  }

  start(): void {
    if (this.#retentionMs === 0) return;
    this.#sweepIn(FIRST_AFTER_MS);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#round;
  }

  #sweepIn(delayMs: number): void {
    this.#timer = setTimeout(() => {
      this.#round = this.#sweepAndGoOn();
    }, delayMs);
  }

  async #sweepAndGoOn(): Promise<void> {
    try {
      await this.sweep();
    } catch (error) {
      this.#log.error({ err: error }, 'old executions could not be deleted; the next round tries again');
    }
    if (!this.#isStopped) this.#sweepIn(HOUR_MS);
  }

  /** Deletes what is due; resolves to the number of executions. */
  async sweep(): Promise<number> {
    const nowMs = this.#clock();
    let deleted = 0;
    for (;;) {
      const { executionIds, blobs } = await this.#storage.executions.purge({
        endedBeforeMs: nowMs - this.#retentionMs,
        limit: BATCH,
      });
      deleted += executionIds.length;
      // A blob written again within the hour may belong to an execution that is not committed yet.
      for (const sha256 of blobs) await this.#storage.blobs.delete(sha256, nowMs - HOUR_MS);
      if (executionIds.length < BATCH || this.#isStopped) break;
    }
    await this.#storage.workflows.purgeDocuments(nowMs - this.#retentionMs);
    await this.#storage.kv.purge({ nowMs, appliedBeforeMs: nowMs - this.#retentionMs });
    if (deleted > 0) this.#log.info({ executions: deleted }, 'old executions were deleted');
    return deleted;
  }
}
