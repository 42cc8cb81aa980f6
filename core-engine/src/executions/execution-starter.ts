import { randomBytes } from 'node:crypto';
import { BLOB_THRESHOLD_BYTES, type ItemList, type OutputItem } from '@sluice/protocol';
import { sha256Hex } from '../sha256.ts';
import type { BlobStore } from '../storage/ports/blob-store.ts';
import type { LoadedPlan } from '../workflows/plan-store.ts';
import { createExecutionId, type ExecutionRunner } from './execution-runner.ts';
import type { Ending, ParentRef, Waiter, WorkflowRef } from './live-execution.ts';

export interface StartRequest {
  readonly workflow: WorkflowRef;
  readonly loaded: LoadedPlan;
  /** The trigger node's id. */
  readonly trigger: string;
  readonly items: readonly OutputItem[];
  readonly mode: 'production' | 'manual';
  readonly actor?: string | undefined;
  readonly parent?: ParentRef | undefined;
  readonly depth?: number;
  /** Default: a new one. The same id again starts nothing. */
  readonly id?: string;
}

export interface ExecutionStarterOptions {
  readonly runner: ExecutionRunner;
  readonly blobs: BlobStore;
  readonly clock: () => number;
}

/** Starts executions: makes the `execution-started` input and says when it is durable or what came of it. */
export class ExecutionStarter {
  readonly #options: ExecutionStarterOptions;

  constructor(options: ExecutionStarterOptions) {
    this.#options = options;
  }

  /** Resolves with the id once the start is committed (I2). */
  async start(request: StartRequest): Promise<string> {
    const id = request.id ?? createExecutionId();
    const items = await this.#keep(request.items);
    await new Promise<void>((resolve, reject) =>
      this.#begin(id, request, items, { done: (error) => (error === undefined ? resolve() : reject(error)) }),
    );
    return id;
  }

  /** `ending` resolves when the execution has answered, ended or parked, and that is committed. */
  startAndWait(request: StartRequest, until: Waiter['until']): { executionId: string; ending: Promise<Ending> } {
    const executionId = request.id ?? createExecutionId();
    const ending = this.#keep(request.items).then(
      (items) =>
        new Promise<Ending>((resolve, reject) => {
          const done = (error?: unknown) => (error === undefined ? undefined : reject(error));
          this.#begin(executionId, request, items, { waiter: { until, settle: resolve, fail: reject }, done });
        }),
    );
    return { executionId, ending };
  }

  #begin(id: string, request: StartRequest, items: ItemList, told: { waiter?: Waiter; done: (error?: unknown) => void }): void {
    const startedAtMs = this.#options.clock();
    const { workflow, loaded, trigger, mode, actor, parent, depth = 0 } = request;
    this.#options.runner.start(
      { id, workflow, loaded, startedAtMs, mode, trigger, actor, parent, depth },
      {
        input: {
          at: startedAtMs,
          type: 'execution-started',
          executionId: id,
          workflowId: workflow.id,
          version: loaded.key,
          mode,
          trigger,
          items,
          seed: randomBytes(16).toString('hex'),
          ...(actor === undefined ? {} : { actor }),
          ...(parent === undefined ? {} : { parent }),
        },
        done: told.done,
      },
      told.waiter,
    );
  }

  async #keep(items: readonly OutputItem[]): Promise<ItemList> {
    const text = JSON.stringify(items);
    if (text.length * 3 <= BLOB_THRESHOLD_BYTES) return { items: [...items] };
    const bytes = new TextEncoder().encode(text);
    if (bytes.length <= BLOB_THRESHOLD_BYTES) return { items: [...items] };
    const sha256 = sha256Hex(bytes);
    await this.#options.blobs.writeMany([{ sha256, bytes }]);
    return { blob: { sha256, size: bytes.length, mediaType: 'application/json' }, count: items.length };
  }
}
