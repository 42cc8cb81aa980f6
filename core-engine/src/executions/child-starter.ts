import type { ExecutionStatus } from '@sluice/protocol';
import type { ChildRequest, Executions } from '../handles/ports.ts';
import type { ExecutionStore } from '../storage/ports/execution-store.ts';
import type { WorkflowService } from '../workflows/workflow-service.ts';
import { chooseTrigger } from './choose-trigger.ts';
import type { ExecutionStarter } from './execution-starter.ts';

/** Starts sub-workflows for the `workflow` handle. The id follows from the effect's key, so that asking twice starts one. */
export class ChildStarter implements Executions {
  readonly #workflows: WorkflowService;
  readonly #starter: ExecutionStarter;
  readonly #store: ExecutionStore;

  constructor(options: { workflows: WorkflowService; starter: ExecutionStarter; store: ExecutionStore }) {
    this.#workflows = options.workflows;
    this.#starter = options.starter;
    this.#store = options.store;
  }

  async startChild(request: ChildRequest): Promise<{ status: ExecutionStatus }> {
    const existing = await this.#store.find(request.executionId);
    if (existing !== undefined) return { status: existing.status };
    const { workflow, loaded } = await this.#workflows.documentToRun(request.workflowId, request.version);
    await this.#starter.start({
      id: request.executionId,
      workflow: { id: workflow.id, name: workflow.name, owner: workflow.owner },
      loaded,
      trigger: chooseTrigger(loaded.plan, request.trigger),
      items: request.items.map((json) => ({ json })),
      mode: request.mode,
      actor: request.actor,
      depth: request.depth,
      ...(request.wait ? { parent: request.parent } : {}),
    });
    return { status: 'queued' };
  }
}
