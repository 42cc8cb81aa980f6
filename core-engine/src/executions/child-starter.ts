import { type ExecutionStatus, isFinal, SluiceError } from '@sluice/protocol';
import { hashedUuid } from '../handles/hashed-uuid.ts';
import type { ChildRequest, Executions } from '../handles/ports.ts';
import type { BlobStore } from '../storage/ports/blob-store.ts';
import type { ExecutionRow, ExecutionStore } from '../storage/ports/execution-store.ts';
import type { LoadedPlan, PlanStore } from '../workflows/plan-store.ts';
import type { WorkflowService } from '../workflows/workflow-service.ts';
import { AD_HOC_WORKFLOW_ID } from './ad-hoc-workflow.ts';
import { cancelOfChildren } from './cancel-of-children.ts';
import { childEnded } from './child-ended.ts';
import { chooseTrigger } from './choose-trigger.ts';
import type { ExecutionRunner } from './execution-runner.ts';
import type { ExecutionStarter, StartRequest } from './execution-starter.ts';
import { readOutput } from './read-output.ts';

export interface ChildStarterOptions {
  readonly workflows: WorkflowService;
  readonly plans: Pick<PlanStore, 'load'>;
  readonly starter: Pick<ExecutionStarter, 'start'>;
  readonly runner: Pick<ExecutionRunner, 'pullInbox' | 'deliver'>;
  readonly store: Pick<ExecutionStore, 'find' | 'addInput' | 'loadSegments'>;
  readonly blobs: BlobStore;
  readonly clock: () => number;
}

/**
 * Starts sub-workflows for the `workflow` handle. The id follows from the effect, so that asking twice starts one: a child that is there
 * is waited for, and one that has ended tells its parent once more. Only the retry of a step makes a child that failed anew.
 */
export class ChildStarter implements Executions {
  readonly #options: ChildStarterOptions;

  constructor(options: ChildStarterOptions) {
    this.#options = options;
  }

  async startChild(request: ChildRequest): Promise<{ executionId: string; status: ExecutionStatus }> {
    const { id, existing } = await this.#find(request);
    if (existing === undefined) return { executionId: id, status: await this.#start(id, request) };
    if (request.wait && isFinal(existing.status)) await this.#tellAgain(existing, request);
    return { executionId: id, status: existing.status };
  }

  /** The child of this attempt, else that of the last attempt that had one, unless that one failed. */
  async #find(request: ChildRequest): Promise<{ id: string; existing: ExecutionRow | undefined }> {
    const { attempt } = request.parent;
    const id = idOf(request, attempt);
    for (let earlier = attempt; earlier >= 1; earlier -= 1) {
      const existing = await this.#options.store.find(idOf(request, earlier));
      if (existing === undefined) continue;
      const isOver = existing.status === 'failed' || existing.status === 'cancelled';
      return isOver && earlier < attempt ? { id, existing: undefined } : { id: existing.id, existing };
    }
    return { id, existing: undefined };
  }

  async #start(id: string, request: ChildRequest): Promise<ExecutionStatus> {
    const { workflow, loaded } = await this.#whatToRun(request);
    await this.#options.starter.start({
      id,
      workflow: { id: workflow.id, name: workflow.name, owner: workflow.owner },
      loaded,
      trigger: chooseTrigger(loaded.plan, request.trigger),
      items: request.items.map((json) => ({ json })),
      mode: request.mode,
      actor: request.actor,
      depth: request.depth,
      ...(request.wait ? { parent: request.parent } : {}),
    });
    if (request.wait) await this.#cancelWhenUnwanted(id, request.parent.executionId);
    return 'queued';
  }

  /** A document that is not kept as a workflow can call itself, by the id that it runs under; no other of its kind. */
  async #whatToRun({
    workflowId,
    version,
    parent,
  }: ChildRequest): Promise<{ workflow: StartRequest['workflow']; loaded: LoadedPlan }> {
    const { workflows, plans, store } = this.#options;
    const caller = workflowId === AD_HOC_WORKFLOW_ID ? await store.find(parent.executionId) : undefined;
    const isItself = caller?.workflowId === workflowId && (version ?? caller.version) === caller.version;
    if (caller === undefined || !isItself) return workflows.documentToRun(workflowId, version);
    const workflow = { id: workflowId, name: caller.workflowName, owner: caller.owner };
    return { workflow, loaded: await plans.load(caller.version) };
  }

  /** The parent's end tells the children that are there by then; one that is made in that very moment looks for itself. */
  async #cancelWhenUnwanted(id: string, parentId: string): Promise<void> {
    const { store, runner, clock } = this.#options;
    const parent = await store.find(parentId);
    if (parent?.status !== 'cancelled' && parent?.status !== 'failed') return;
    const cancel = cancelOfChildren({ executionId: parentId, status: parent.status, inputs: [], atMs: clock() });
    await runner
      .deliver(id, () => cancel)
      .catch((error: unknown) => {
        if (!(error instanceof SluiceError) || error.code !== 'execution_final') throw error;
      });
  }

  async #tellAgain(child: ExecutionRow, { parent }: ChildRequest): Promise<void> {
    const { store, blobs, clock, runner } = this.#options;
    const [segment] = await store.loadSegments(child.id, child.lastSeq - 1, 1);
    const { input, blob } = childEnded({
      executionId: child.id,
      workflowName: child.workflowName,
      parent,
      status: child.status,
      output: segment === undefined ? [] : await readOutput(segment.bytes, blobs),
      error: child.error,
      atMs: clock(),
    });
    if (blob !== undefined) await blobs.writeMany([blob]);
    await store.addInput(parent.executionId, input);
    await runner.pullInbox(parent.executionId);
  }
}

function idOf({ executionId }: ChildRequest, attempt: number): string {
  return attempt === 1 ? executionId : hashedUuid(`${executionId}\nattempt ${attempt}`);
}
