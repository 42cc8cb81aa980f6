import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  advance,
  compile,
  createCatalog,
  createState,
  type NewInput,
  type PendingEffect,
  type Plan,
  type RunHost,
  replay,
} from '@sluice/kernel';
import {
  type ExecutionStatus,
  type JournalEvent,
  type Json,
  type RunError,
  type StoredValue,
  type Wait,
  workflowDocument,
} from '@sluice/protocol';
import { Sandbox } from '../../core-engine/src/sandbox/sandbox.ts';
import { assembleModule } from '../../modules/kit/src/build/build-module.ts';

const root = resolve(import.meta.dirname, '../..');
const { manifest, scripts } = await assembleModule(resolve(root, 'modules/core'));
const catalog = createCatalog([manifest]);
const sandbox = new Sandbox();
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What the outside makes of an effect. */
export type Performed = { readonly value: Json } | { readonly error: RunError } | { readonly wait: Wait };
export type Perform = (effect: PendingEffect & { readonly arguments: Json }) => Promise<Performed>;

export interface ExampleOptions {
  /** The trigger node; default the manual one, `start`. */
  readonly trigger?: string;
  readonly items?: readonly Json[];
  /** Performs the effects; without it, none is expected. */
  readonly perform?: Perform;
}

/** A workflow of `examples/` under way, in the real kernel and sandbox, on a clock of its own that jumps to the next timer. */
export class ExampleRun {
  readonly events: JournalEvent[] = [];
  status: ExecutionStatus = 'queued';
  readonly deferred: PendingEffect[] = [];
  readonly #plan: Plan;
  readonly #host: RunHost;
  readonly #perform: Perform;
  readonly #state = createState();
  readonly #blobs = new Map<string, string>();
  #now = Date.parse('2026-11-20T12:00:00Z');

  private constructor(name: string, perform: Perform) {
    const document = workflowDocument.parse(JSON.parse(readFileSync(resolve(root, `examples/${name}.json`), 'utf8')));
    const { plan, issues } = compile(document, catalog, sha256);
    if (plan === undefined) throw new Error(`examples/${name}.json: ${JSON.stringify(issues)}`);
    this.#plan = plan;
    this.#perform = perform;
    const runner = sandbox.runnerFor('did:key:zExamples', { key: plan.version, plan, scripts });
    this.#host = {
      runner,
      sha256,
      readBlob: (hash) => this.#blobs.get(hash),
      writeBlob: (hash, text) => void this.#blobs.set(hash, text),
    };
  }

  /** Runs an example until it ends or parks. */
  static async start(
    name: string,
    { trigger = 'start', items = [{}], perform = refuse }: ExampleOptions = {},
  ): Promise<ExampleRun> {
    const run = new ExampleRun(name, perform);
    const started = {
      type: 'execution-started',
      executionId: 'e',
      workflowId: 'w',
      version: run.#plan.version,
      mode: 'manual',
      seed: '0'.repeat(32),
    } as const;
    await run.#take([{ ...started, at: run.#now, trigger, items: { items: items.map((json) => ({ json })) } }]);
    return run;
  }

  /** Gives the answer that the first deferred effect waits for. */
  async settle(value: Json): Promise<void> {
    const effect = this.deferred.shift();
    if (effect === undefined) throw new Error('Nothing waits.');
    const { node, scope, attempt, index } = effect;
    await this.#take([
      { type: 'effect-settled', at: this.#now, node, scope, attempt, index, result: { ok: true, value: { value } } },
    ]);
  }

  /** The `json` of the items that reached the workflow's end. */
  get output(): readonly Json[] | undefined {
    const completed = this.events.find((event) => event.type === 'execution-completed');
    return completed === undefined ? undefined : this.#items(completed.output).map(({ json }) => json);
  }

  /** What the caller of the webhook is answered. */
  get response(): Json | undefined {
    const ready = this.events.find((event) => event.type === 'response-ready');
    return ready === undefined ? undefined : this.#value(ready.response);
  }

  get error(): RunError | undefined {
    return this.events.find((event) => event.type === 'execution-failed')?.error;
  }

  /** The nodes whose branch was not taken, by id. */
  get skipped(): readonly string[] {
    return this.events.flatMap((event) => (event.type === 'step-skipped' && event.reason === 'dead' ? [event.node] : [])).sort();
  }

  /** How often a node fired. */
  firings(node: string): number {
    return this.events.filter((event) => event.type === 'step-completed' && event.node === node).length;
  }

  attempts(node: string): number {
    return this.events.filter((event) => event.type === 'step-started' && event.node === node).length;
  }

  /** Whether the run, made again from its inputs, gives the same events byte for byte (I4). */
  get replaysExactly(): boolean {
    return replay(this.#plan, this.events, this.#host).identical;
  }

  async #take(inputs: readonly NewInput[]): Promise<void> {
    const { events, effects, timers, status, missingBlobs } = advance(this.#plan, this.#state, inputs, this.#host);
    if (missingBlobs.length > 0) throw new Error(`Blobs are missing: ${missingBlobs}`);
    this.events.push(...events);
    this.status = status;
    const answers = await Promise.all(effects.map((effect) => this.#answer(effect)));
    for (const answer of answers) await this.#take([answer]);
    for (const { id, dueAt } of timers) {
      this.#now = Math.max(this.#now, dueAt);
      await this.#take([{ type: 'timer-fired', at: this.#now, timer: id }]);
    }
  }

  async #answer(effect: PendingEffect): Promise<NewInput> {
    const { node, scope, attempt, index } = effect;
    const performed = await this.#perform({ ...effect, arguments: this.#value(effect.args) });
    const common = { at: this.#now, node, scope, attempt, index };
    if ('wait' in performed) {
      this.deferred.push(effect);
      return { type: 'effect-deferred', ...common, wait: performed.wait };
    }
    const result =
      'error' in performed
        ? { ok: false as const, error: performed.error }
        : { ok: true as const, value: { value: performed.value } };
    return { type: 'effect-settled', ...common, result };
  }

  #value(stored: StoredValue): Json {
    return 'value' in stored ? stored.value : (JSON.parse(this.#blobs.get(stored.blob.sha256) ?? 'null') as Json); // JSON by contract
  }

  #items(list: Extract<JournalEvent, { type: 'execution-completed' }>['output']): readonly { readonly json: Json }[] {
    return 'items' in list ? list.items : (JSON.parse(this.#blobs.get(list.blob.sha256) ?? '[]') as { json: Json }[]); // an item list by contract
  }
}

async function refuse({ verb, uri }: PendingEffect): Promise<Performed> {
  throw new Error(`The example asked for ${verb} ${uri}.`);
}
