import type { Json, WorkflowDocument } from '@sluice/protocol';
import type { WorkflowService } from '../workflows/workflow-service.ts';
import { AD_HOC_WORKFLOW_ID } from './ad-hoc-workflow.ts';
import { chooseTrigger } from './choose-trigger.ts';
import type { ExecutionStarter, StartRequest } from './execution-starter.ts';
import type { Ending } from './live-execution.ts';

export interface RunRequest {
  readonly trigger?: string | undefined;
  /** The `json` of the trigger's items; default one empty object. */
  readonly items?: readonly Json[] | undefined;
  readonly wait: boolean;
  readonly actor: string;
}

/** The answer to somebody who ran a workflow by hand. */
export interface RunAnswer {
  executionId: string;
  status: string;
  output?: Json[];
  error?: { code: string; message: string };
}

/** Runs workflows by hand: from the editor, the CLI or the API. */
export class RunService {
  readonly #workflows: WorkflowService;
  readonly #starter: ExecutionStarter;

  constructor(options: { workflows: WorkflowService; starter: ExecutionStarter }) {
    this.#workflows = options.workflows;
    this.#starter = options.starter;
  }

  async runWorkflow(id: string, request: RunRequest & { readonly version?: string | undefined }): Promise<RunAnswer> {
    const { workflow, loaded } = await this.#workflows.documentToRun(id, request.version);
    return this.#run(
      {
        workflow: { id: workflow.id, name: workflow.name, owner: workflow.owner },
        loaded,
        trigger: chooseTrigger(loaded.plan, request.trigger),
      },
      request,
    );
  }

  async runDocument(document: WorkflowDocument, request: RunRequest): Promise<RunAnswer> {
    const loaded = await this.#workflows.keep(document);
    return this.#run(
      {
        workflow: { id: AD_HOC_WORKFLOW_ID, name: document.name, owner: request.actor },
        loaded,
        trigger: chooseTrigger(loaded.plan, request.trigger),
      },
      request,
    );
  }

  async #run(
    what: Pick<StartRequest, 'workflow' | 'loaded' | 'trigger'>,
    { items = [{}], wait, actor }: RunRequest,
  ): Promise<RunAnswer> {
    const start: StartRequest = { ...what, items: items.map((json) => ({ json })), mode: 'manual', actor };
    if (wait) return answerOf(await this.#starter.startAndWait(start, 'end'));
    return { executionId: await this.#starter.start(start), status: 'queued' };
  }
}

function answerOf(ending: Ending): RunAnswer {
  if (ending.kind !== 'final')
    return { executionId: ending.executionId, status: ending.kind === 'parked' ? ending.status : 'running' };
  const { executionId, status, output, error } = ending;
  return {
    executionId,
    status,
    ...(status === 'completed' ? { output: [...output] as Json[] } : {}),
    ...(error === undefined ? {} : { error }),
  };
}
