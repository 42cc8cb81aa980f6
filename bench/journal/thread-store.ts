import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { CommitResult, ExecutionChange, ExecutionStore } from '../../core-engine/src/storage/ports/execution-store.ts';

/** The same store behind a thread: one message with a whole group there, one with its results back. Only for `journal.ts`. */
export async function openThreadStore(
  file: string,
): Promise<{ executions: Pick<ExecutionStore, 'commit'>; close(): Promise<void> }> {
  const worker = new Worker(new URL('./thread-store-worker.ts', import.meta.url), { workerData: file });
  await once(worker, 'message');
  return {
    executions: {
      // The journal writer has one commit under way at a time.
      async commit(changes: readonly ExecutionChange[]) {
        const transfer = changes.map(({ segment }) => segment?.bytes.buffer).filter((buffer) => buffer instanceof ArrayBuffer);
        worker.postMessage(changes, transfer);
        const [results] = await once(worker, 'message');
        return results as readonly CommitResult[]; // the worker's answer
      },
    },
    async close() {
      await worker.terminate();
    },
  };
}
