import { randomUUID } from 'node:crypto';
import type { NewInput } from '@sluice/kernel';
import type { EventOf, ItemList, OutputItem } from '@sluice/protocol';
import { uuidv7 } from 'uuidv7';
import type { BlobStore } from '../storage/ports/blob-store.ts';
import type { LoadedPlan } from '../workflows/plan-store.ts';
import type { Admission } from './admission.ts';
import type { ExecutionRunner } from './execution-runner.ts';
import { keepItems } from './keep-items.ts';
import type { Ending, ExecutionHead, ParentRef, Waiter, WorkflowRef } from './live-execution.ts';

export interface StartRequest {
  readonly workflow: WorkflowRef;
  readonly loaded: LoadedPlan;
  /** The trigger node's id. */
  readonly trigger: string;
  /** The trigger's; a list that is kept already as it is. */
  readonly items: readonly OutputItem[] | ItemList;
  /** What is run of the document, and what is given to its nodes; default the whole and nothing. */
  readonly part?: StartedPart | undefined;
  readonly mode: 'production' | 'manual';
  readonly actor?: string | undefined;
  readonly parent?: ParentRef | undefined;
  readonly depth?: number;
  /** Default: a new one, sorted by time (RFC 9562 version 7). */
  readonly id?: string;
}

export interface StartedPart extends Pick<EventOf<'execution-started'>, 'asked' | 'given'> {
  /** What the lists that are given refer to from within their blobs. */
  readonly blobs?: readonly string[];
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
    await this.#begin(head, await this.#inputOf(request, head), request);
    return head.id;
  }

  /** Resolves with the id once the start is committed, which is before anything of it runs: a slow first step keeps nobody waiting. */
  async enqueue(request: StartRequest): Promise<string> {
    const { runner, admission } = this.#options;
    if (request.loaded.plan.settings.concurrency !== undefined) return this.start(request);
    const head = this.#headOf(request);
    await runner.queue(head, await this.#inputOf(request, head), undefined, request.part?.blobs);
    const { id: workflowId, owner } = head.workflow;
    void admission.enqueue({ executionId: head.id, workflowId, owner, loaded: head.loaded }); // it has no limit, so this cannot fail
    return head.id;
  }

  /** Resolves when the execution has answered, ended or parked for a person or for long, and that is committed. */
  startAndWait(request: StartRequest, until: Waiter['until']): Promise<Ending> {
    const head = this.#headOf(request);
    return new Promise<Ending>((resolve, reject) => {
      const waiter: Waiter = { until, settle: resolve, fail: reject };
      this.#inputOf(request, head)
        .then((input) => this.#begin(head, input, request, waiter))
        .catch(reject);
    });
  }

  async #inputOf({ items, part }: StartRequest, head: ExecutionHead): Promise<StartedInput> {
    return startedInput(head, 'length' in items ? await keepItems(items, this.#options.blobs) : items, part);
  }

  async #begin(head: ExecutionHead, input: StartedInput, { part }: StartRequest, waiter?: Waiter): Promise<void> {
    const { runner, admission } = this.#options;
    if (head.loaded.plan.settings.concurrency === undefined) return runner.start(head, input, waiter, part?.blobs);
    const { id: workflowId, owner } = head.workflow;
    const candidate = { executionId: head.id, workflowId, owner, loaded: head.loaded, items: input.items };
    try {
      if (await admission.enter(candidate)) return await runner.start(head, input, waiter, part?.blobs);
      await runner.queue(head, input, waiter, part?.blobs);
    } catch (error) {
      admission.leave({ executionId: head.id, workflowId, version: head.loaded.key });
      throw error;
    }
    await admission.enqueue(candidate);
  }

  #headOf({ id = uuidv7(), workflow, loaded, trigger, mode, actor, parent, depth = 0 }: StartRequest): ExecutionHead {
    return { id, workflow, loaded, startedAtMs: this.#options.clock(), mode, trigger, actor, parent, depth };
  }
}

type StartedInput = Extract<NewInput, { type: 'execution-started' }>;

/** The first input of an execution. */
export function startedInput(head: ExecutionHead, items: ItemList, { asked, given }: StartedPart = {}): StartedInput {
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
    // 122 random bits, from Node's own pool of them: a system call for each would cost more than the rest of the start.
    seed: randomUUID().replaceAll('-', ''),
    ...(actor === undefined ? {} : { actor }),
    ...(parent === undefined
      ? {}
      : { parent: { executionId: parent.executionId, node: parent.node, scope: parent.scope, index: parent.index } }),
    ...(asked === undefined ? {} : { asked }),
    ...(given === undefined ? {} : { given }),
  };
}
