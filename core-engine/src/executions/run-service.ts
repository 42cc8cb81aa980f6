import { type Json, type RunPart, SluiceError, type WorkflowDocument } from '@sluice/protocol';
import type { LoadedPlan } from '../workflows/plan-store.ts';
import type { WorkflowService } from '../workflows/workflow-service.ts';
import { AD_HOC_WORKFLOW_ID } from './ad-hoc-workflow.ts';
import { chooseTrigger } from './choose-trigger.ts';
import type { DraftRuns } from './draft-runs.ts';
import type { ExecutionStarter, StartRequest } from './execution-starter.ts';
import { answerOf, type RunAnswer } from './run-answer.ts';

export interface RunRequest {
  readonly trigger?: string | undefined;
  /** The `json` of the trigger's items; default one empty object. */
  readonly items?: readonly Json[] | undefined;
  readonly wait: boolean;
  readonly actor: string;
  /** The id that the execution is to have. */
  readonly executionId: string;
}

export interface WorkflowRunRequest extends RunRequest {
  readonly version?: string | undefined;
  readonly partial?: RunPart | undefined;
  /** Throws when the caller may not see one of these blobs. */
  readonly requireBlobs: (sha256s: readonly string[]) => Promise<void>;
}

/** Runs workflows by hand: from the editor, the CLI or the API. */
export class RunService {
  readonly #workflows: WorkflowService;
  readonly #starter: ExecutionStarter;
  readonly #drafts: DraftRuns;

  constructor(options: { workflows: WorkflowService; starter: ExecutionStarter; drafts: DraftRuns }) {
    this.#workflows = options.workflows;
    this.#starter = options.starter;
    this.#drafts = options.drafts;
  }

  async runWorkflow(id: string, request: WorkflowRunRequest): Promise<RunAnswer> {
    const { version, partial } = request;
    if (partial !== undefined && version !== 'draft')
      throw new SluiceError('request_invalid', 'body at /partial: only a draft is run in part; say "version": "draft".');
    const { workflow, loaded } = await this.#workflows.documentToRun(id, version);
    const what = { workflow: { id: workflow.id, name: workflow.name, owner: workflow.owner }, loaded };
    if (version === 'draft') return this.#run({ ...what, ...(await this.#drafts.prepare(id, loaded, request)) }, request);
    return this.#run({ ...what, ...whole(loaded, request) }, request);
  }

  async runDocument(document: WorkflowDocument, request: RunRequest): Promise<RunAnswer> {
    const loaded = await this.#workflows.keep(document);
    const workflow = { id: AD_HOC_WORKFLOW_ID, name: document.name, owner: request.actor };
    return this.#run({ workflow, loaded, ...whole(loaded, request) }, request);
  }

  async #run(
    what: Pick<StartRequest, 'workflow' | 'loaded' | 'trigger' | 'items' | 'part'>,
    { wait, actor, executionId: id }: RunRequest,
  ): Promise<RunAnswer> {
    const start: StartRequest = { ...what, mode: 'manual', actor, id };
    if (wait) return answerOf(await this.#starter.startAndWait(start, 'end'));
    return { executionId: await this.#starter.enqueue(start), status: 'queued' };
  }
}

function whole({ plan }: LoadedPlan, { trigger, items = [{}] }: RunRequest): Pick<StartRequest, 'trigger' | 'items'> {
  return { trigger: chooseTrigger(plan, trigger), items: items.map((json) => ({ json })) };
}
