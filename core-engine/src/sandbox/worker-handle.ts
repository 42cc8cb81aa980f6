import { Worker } from 'node:worker_threads';
import { createProgressBuffer, ProgressReader } from './progress.ts';
import type { SandboxLimits } from './sandbox-limits.ts';
import type { Answer, FromWorker, ToWorker, WorkerSetup } from './worker-messages.ts';

export interface WorkerEvents {
  answered(answers: readonly Answer[]): void;
  /** The thread ended by itself or was killed; no answers come any more. `wasReady`: it had started well. */
  died(death: { readonly reason: Error | undefined; readonly wasReady: boolean }): void;
}

const ENTRY = new URL('./worker.ts', import.meta.url);
/** Guest recursion is bounded by QuickJS's own stack; the thread's must outlast it, or the end would differ between machines (I4). */
const STACK_MB = 16;
const HEAP_MB = 1024;

/** One worker thread, seen from the main thread. Owns the thread; knows nothing of jobs but that they are messages. */
export class WorkerHandle {
  readonly progress: ProgressReader;
  readonly #worker: Worker;
  readonly #events: WorkerEvents;
  #isReady = false;
  #isDead = false;

  constructor({ module, limits, events }: { module: WebAssembly.Module; limits: SandboxLimits; events: WorkerEvents }) {
    this.#events = events;
    const progress = createProgressBuffer();
    this.progress = new ProgressReader(progress);
    const workerData: WorkerSetup = { module, limits, progress };
    this.#worker = new Worker(ENTRY, { workerData, resourceLimits: { stackSizeMb: STACK_MB, maxOldGenerationSizeMb: HEAP_MB } });
    this.#worker.on('message', (message: FromWorker) => {
      if (this.#isDead) return;
      if (message.kind === 'ready') this.#isReady = true;
      else events.answered(message.answers);
    });
    this.#worker.on('error', (error) => this.#die(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', () => this.#die(undefined));
    this.#worker.unref();
  }

  post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  /** Keeps the process alive while it has work, and only then. */
  setBusy(isBusy: boolean): void {
    if (isBusy) this.#worker.ref();
    else this.#worker.unref();
  }

  /** Ends the thread at once, wherever it is; answers that are on their way are lost. */
  kill(): void {
    this.#die(undefined);
  }

  async close(): Promise<void> {
    this.#isDead = true;
    await this.#worker.terminate();
  }

  #die(reason: Error | undefined): void {
    if (this.#isDead) return;
    this.#isDead = true;
    void this.#worker.terminate();
    this.#events.died({ reason, wasReady: this.#isReady });
  }
}
