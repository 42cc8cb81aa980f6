import { randomBytes } from 'node:crypto';
import type { NewInput } from '@sluice/kernel';
import { BLOB_THRESHOLD_BYTES, type ItemList, type OutputItem } from '@sluice/protocol';
import { uuidv7 } from 'uuidv7';
import { sha256Hex } from '../sha256.ts';
import type { BlobStore } from '../storage/ports/blob-store.ts';
import type { LoadedPlan } from '../workflows/plan-store.ts';
import type { Admission } from './admission.ts';
import type { ExecutionRunner } from './execution-runner.ts';
import type { Ending, ExecutionHead, ParentRef, Waiter, WorkflowRef } from './live-execution.ts';

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
  /** Default: a new one, sorted by time (RFC 9562 version 7). */
  readonly id?: string;
}

export interface ExecutionStarterOptions {
  readonly runner: ExecutionRunner;
  readonly admission: Admission;
  readonly blobs: BlobStore;
  readonly clock: () => number;
}

/** Starts executions: makes the `execution-started` input, keeps to the workflow's limit, and says when it is durable or what came of it. */
export class ExecutionStarter {
  readonly #options: ExecutionStarterOptions;

  constructor(options: ExecutionStarterOptions) {
    this.#options = options;
  }

  /** Resolves with the id once the start is committed (I2). */
  async start(request: StartRequest): Promise<string> {
    const head = this.#headOf(request);
    await this.#begin(head, await this.#keep(request.items));
    return head.id;
  }

  /** `ending` resolves when the execution has answered, ended or parked, and that is committed. */
  startAndWait(request: StartRequest, until: Waiter['until']): { executionId: string; ending: Promise<Ending> } {
    const head = this.#headOf(request);
    const ending = new Promise<Ending>((resolve, reject) => {
      const waiter: Waiter = { until, settle: resolve, fail: reject };
      this.#keep(request.items)
        .then((items) => this.#begin(head, items, waiter))
        .catch(reject);
    });
    return { executionId: head.id, ending };
  }

  async #begin(head: ExecutionHead, items: ItemList, waiter?: Waiter): Promise<void> {
    const { runner, admission } = this.#options;
    const input = startedInput(head, items);
    const mayBegin =
      head.loaded.plan.settings.concurrency === undefined ||
      (await admission.enter({ executionId: head.id, workflowId: head.workflow.id, loaded: head.loaded }));
    if (mayBegin) await runner.start(head, input, waiter);
    else await runner.queue(head, input, waiter);
  }

  #headOf({ id = uuidv7(), workflow, loaded, trigger, mode, actor, parent, depth = 0 }: StartRequest): ExecutionHead {
    return { id, workflow, loaded, startedAtMs: this.#options.clock(), mode, trigger, actor, parent, depth };
  }

  async #keep(items: readonly OutputItem[]): Promise<ItemList> {
    const text = JSON.stringify(items);
    // A UTF-16 unit is at most three bytes: short texts need no counting.
    if (text.length * 3 <= BLOB_THRESHOLD_BYTES) return { items: [...items] };
    const bytes = new TextEncoder().encode(text);
    if (bytes.length <= BLOB_THRESHOLD_BYTES) return { items: [...items] };
    const sha256 = sha256Hex(bytes);
    await this.#options.blobs.writeMany([{ sha256, bytes }]);
    return { blob: { sha256, size: bytes.length, mediaType: 'application/json' }, count: items.length };
  }
}

function startedInput(head: ExecutionHead, items: ItemList): NewInput {
  const { id, workflow, loaded, mode, trigger, actor, parent } = head;
  return {
    at: head.startedAtMs,
    type: 'execution-started',
    executionId: id,
    workflowId: workflow.id,
    version: loaded.key,
    mode,
    trigger,
    items,
    seed: randomBytes(16).toString('hex'),
    ...(actor === undefined ? {} : { actor }),
    ...(parent === undefined
      ? {}
      : { parent: { executionId: parent.executionId, node: parent.node, scope: parent.scope, index: parent.index } }),
  };
}
