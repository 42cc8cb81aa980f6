import { type OutputItem, SluiceError } from '@sluice/protocol';
import type { BlobStore } from '../storage/ports/blob-store.ts';
import type { ExecutionRow, ExecutionStore } from '../storage/ports/execution-store.ts';
import type { LoadedPlan, PlanStore } from '../workflows/plan-store.ts';
import type { WorkflowService } from '../workflows/workflow-service.ts';
import { chooseTrigger } from './choose-trigger.ts';
import type { ExecutionStarter } from './execution-starter.ts';
import { JournalReader } from './journal-reader.ts';
import type { WorkflowRef } from './live-execution.ts';

export interface RetryRequest {
  readonly version: 'same' | 'draft';
  readonly actor: string;
  /** The id that the new execution is to have. */
  readonly executionId: string;
}

/** Runs again what has run: a new execution, at the same trigger with the same items. What the first one did stays as it is. */
export class RetryService {
  readonly #store: ExecutionStore;
  readonly #blobs: BlobStore;
  readonly #plans: PlanStore;
  readonly #workflows: WorkflowService;
  readonly #starter: ExecutionStarter;

  constructor(options: {
    store: ExecutionStore;
    blobs: BlobStore;
    plans: PlanStore;
    workflows: WorkflowService;
    starter: ExecutionStarter;
  }) {
    this.#store = options.store;
    this.#blobs = options.blobs;
    this.#plans = options.plans;
    this.#workflows = options.workflows;
    this.#starter = options.starter;
  }

  /** Throws `not_found`; with `draft` also what a draft that cannot run is refused with, or that has lost the trigger. */
  async retry(id: string, { version, actor, executionId }: RetryRequest): Promise<{ executionId: string; status: string }> {
    const row = await this.#store.find(id);
    if (row === undefined) throw new SluiceError('not_found', `There is no execution ${id}.`, { place: { executionId: id } });
    const [{ workflow, loaded }, items] = await Promise.all([this.#documentOf(row, version), this.#itemsOf(id)]);
    const trigger = chooseTrigger(loaded.plan, row.trigger);
    return {
      executionId: await this.#starter.enqueue({ workflow, loaded, trigger, items, mode: 'manual', actor, id: executionId }),
      status: 'queued',
    };
  }

  async #documentOf(row: ExecutionRow, version: RetryRequest['version']): Promise<{ workflow: WorkflowRef; loaded: LoadedPlan }> {
    if (version === 'draft') {
      const { workflow, loaded } = await this.#workflows.documentToRun(row.workflowId, 'draft');
      return { workflow: { id: workflow.id, name: workflow.name, owner: workflow.owner }, loaded };
    }
    const workflow = { id: row.workflowId, name: row.workflowName, owner: row.owner };
    return { workflow, loaded: await this.#plans.load(row.version) };
  }

  /** What it was started with: its first event says so, or names the blob. */
  async #itemsOf(id: string): Promise<readonly OutputItem[]> {
    const journal = new JournalReader({ store: this.#store, blobs: this.#blobs });
    const [first] = await journal.events(id, { until: 1 });
    if (first?.type !== 'execution-started')
      throw new SluiceError('journal_invalid', `The journal of ${id} does not begin with its start.`, {
        place: { executionId: id },
      });
    if ('items' in first.items) return first.items.items;
    // An item list by contract: the engine wrote it (`keep-items.ts`).
    return JSON.parse(new TextDecoder().decode(await this.#blobs.read(first.items.blob.sha256))) as OutputItem[];
  }
}
