import type { NewInput } from '@sluice/kernel';
import { type ItemList, type Json, type OutputItem, SluiceError, workflowDocument } from '@sluice/protocol';
import { uuidv7 } from 'uuidv7';
import { decodeSegment } from '../journal/segment-codec.ts';
import type { Job, JobResult } from '../sandbox/job.ts';
import type { BlobStore } from '../storage/ports/blob-store.ts';
import type { ExecutionRow, ExecutionStore } from '../storage/ports/execution-store.ts';
import type { LoadedPlan, PlanStore } from '../workflows/plan-store.ts';
import { runOutput } from './run-output.ts';

export interface ConcurrencyKeysOptions {
  readonly pool: { run(job: Job): Promise<JobResult>; forget(executionId: string): void };
  readonly plans: Pick<PlanStore, 'compile' | 'load'>;
  readonly store: Pick<ExecutionStore, 'loadSegments'>;
  readonly blobs: Pick<BlobStore, 'read'>;
}

/** An execution's workflow version, owner and trigger items. */
export interface KeyedStart {
  readonly loaded: LoadedPlan;
  readonly owner: string;
  readonly items: ItemList;
}

/**
 * Evaluates `settings.concurrency.key`: executions of one key share the limit. The key is a template, so it is evaluated in the sandbox like
 * any other (I6): in a little run of its own, of a trigger and one node, of which nothing is kept.
 */
export class ConcurrencyKeys {
  readonly #options: ConcurrencyKeysOptions;
  readonly #plans = new WeakMap<LoadedPlan, LoadedPlan>();

  constructor(options: ConcurrencyKeysOptions) {
    this.#options = options;
  }

  /**
   * The key as JSON text; `''` for none.
   *
   * @throws SluiceError `template_failed`, with the place, when the template does
   */
  async of({ loaded, owner, items }: KeyedStart): Promise<string> {
    const { key } = loaded.plan.settings.concurrency ?? {};
    if (key === undefined) return '';
    if (!key.startsWith('=')) return JSON.stringify(key);
    const plan = this.#plans.get(loaded) ?? this.#planOf(key, loaded);
    this.#plans.set(loaded, plan);
    const executionId = uuidv7();
    const started = startedWith(executionId, plan, await this.#itemsOf(items));
    const result = await this.#options.pool.run({ executionId, owner, plan, state: { kind: 'fresh' }, inputs: [started] });
    this.#options.pool.forget(executionId);
    if (result.status !== 'completed') throw keyFailed(loaded, result);
    const [first] = (await runOutput(result, this.#options.blobs)) as { readonly key?: Json }[];
    return first?.key === undefined ? '' : JSON.stringify(first.key);
  }

  /** The key of an execution that is stored already: its trigger items are in its journal. One whose key or version fails has none. */
  async ofStored({ id, version, owner }: Pick<ExecutionRow, 'id' | 'version' | 'owner'>): Promise<string> {
    const loaded = await this.#options.plans.load(version).catch(() => undefined);
    if (loaded === undefined) return '';
    if (loaded.plan.settings.concurrency?.key === undefined) return '';
    const [segment] = await this.#options.store.loadSegments(id, 0, 1);
    const started = segment === undefined ? undefined : decodeSegment(segment.bytes)[0];
    if (started?.type !== 'execution-started') return '';
    return this.of({ loaded, owner, items: started.items }).catch(() => '');
  }

  #planOf(key: string, { plan }: LoadedPlan): LoadedPlan {
    const document = workflowDocument.parse({
      format: 'sluice/1',
      name: plan.name,
      settings: plan.settings.vars === undefined ? {} : { vars: plan.settings.vars },
      nodes: {
        trigger: { type: 'core.manual@1' },
        key: { type: 'core.set@1', params: { keepOthers: false, fields: { key } } },
      },
      edges: [{ from: 'trigger.main', to: 'key.main' }],
    });
    const { loaded, issues } = this.#options.plans.compile(document);
    if (loaded !== undefined) return loaded;
    throw new SluiceError('template_syntax', `The concurrency key does not compile: ${issues[0]?.message ?? ''}`, { place });
  }

  async #itemsOf(items: ItemList): Promise<readonly OutputItem[]> {
    if ('items' in items) return items.items;
    return JSON.parse(new TextDecoder().decode(await this.#options.blobs.read(items.blob.sha256))) as OutputItem[]; // as the engine wrote it
  }
}

const place = { pointer: '/settings/concurrency/key' };

function startedWith(executionId: string, { key: version }: LoadedPlan, items: readonly OutputItem[]): NewInput {
  return {
    at: Date.now(),
    type: 'execution-started',
    executionId,
    workflowId: '',
    version,
    mode: 'manual',
    trigger: 'trigger',
    items: { items: [...items] },
    seed: '0'.repeat(32),
  };
}

function keyFailed({ plan }: LoadedPlan, { error }: JobResult): SluiceError {
  return new SluiceError(
    'template_failed',
    `The concurrency key of ${plan.name} failed: ${error?.message ?? 'it gave nothing'}`,
    { place },
  );
}
