import { SluiceError } from '@sluice/protocol';
import type { BlobStore } from '../storage/ports/blob-store.ts';
import type { ExecutionStore } from '../storage/ports/execution-store.ts';

const HOUR_MS = 3_600_000;

/** Deletes an execution when a person asks for it, before its retention is over. */
export class ExecutionRemover {
  readonly #store: ExecutionStore;
  readonly #blobs: BlobStore;
  readonly #clock: () => number;

  constructor(options: { store: ExecutionStore; blobs: BlobStore; clock: () => number }) {
    this.#store = options.store;
    this.#blobs = options.blobs;
    this.#clock = options.clock;
  }

  /** Throws `not_found`, or `execution_not_final` while it has not ended: its steps could still act on the world, unrecorded. */
  async remove(id: string): Promise<undefined> {
    const removed = await this.#store.remove(id);
    const place = { place: { executionId: id } };
    if (!removed.ok && removed.code === 'unknown') throw new SluiceError('not_found', `There is no execution ${id}.`, place);
    if (!removed.ok) throw new SluiceError('execution_not_final', `Execution ${id} has not ended.`, place);
    // A blob written again within the hour may belong to an execution that is not committed yet.
    for (const sha256 of removed.blobs) await this.#blobs.delete(sha256, this.#clock() - HOUR_MS);
    return undefined;
  }
}
