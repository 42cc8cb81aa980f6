import { type EarlierRun, type Plan, planPart, triggersOf } from '@sluice/kernel';
import {
  type GivenOutputs,
  type ItemList,
  type Json,
  type NodePin,
  pinsOf,
  type RunPart,
  SluiceError,
  sampleItems,
} from '@sluice/protocol';
import type { BlobStore } from '../storage/ports/blob-store.ts';
import type { ExecutionStore } from '../storage/ports/execution-store.ts';
import type { LoadedPlan, PlanStore } from '../workflows/plan-store.ts';
import { blobRefsIn } from './blob-refs-in.ts';
import { chooseTrigger } from './choose-trigger.ts';
import type { StartedPart, StartRequest } from './execution-starter.ts';
import { JournalReader } from './journal-reader.ts';
import { keepItems } from './keep-items.ts';
import { loadState } from './load-state.ts';

export interface DraftRunRequest {
  readonly trigger?: string | undefined;
  readonly items?: readonly Json[] | undefined;
  readonly partial?: RunPart | undefined;
  /** Throws when the caller may not see one of these blobs: what is pinned may name any. */
  readonly requireBlobs: (sha256s: readonly string[]) => Promise<void>;
}

export interface DraftRunsOptions {
  readonly store: ExecutionStore;
  readonly blobs: BlobStore;
  readonly plans: PlanStore;
  readonly clock: () => number;
}

/** What runs of a part took over from runs of a part is found this far back. */
const MOST_EARLIER = 100;

/**
 * What a draft's run by hand begins with: where it starts and with what, what is pinned, and, of a run of a part, what it takes over from
 * earlier executions. Decides nothing of what may be taken over (`planPart` does) and starts nothing.
 */
export class DraftRuns {
  readonly #options: DraftRunsOptions;
  readonly #journal: JournalReader;

  constructor(options: DraftRunsOptions) {
    this.#options = options;
    this.#journal = new JournalReader(options);
  }

  /** Throws `node_unknown`, `not_found`, `request_invalid`, and what `pinsOf` throws. */
  async prepare(
    workflowId: string,
    { plan, document }: LoadedPlan,
    { trigger: asked, items, partial, requireBlobs }: DraftRunRequest,
  ): Promise<Pick<StartRequest, 'trigger' | 'items' | 'part'>> {
    for (const nodeId of [partial?.target, partial?.from]) if (nodeId !== undefined) requireNode(plan, nodeId);
    const pinned = pinsOf(document);
    await requireBlobs(blobRefsIn(pinned as Json));
    const earlier = partial?.reuse === undefined ? [] : await this.#earlier(workflowId, partial.reuse);
    const trigger = triggerOf(plan, asked, partial, earlier);
    const reused = isUnchanged(plan, trigger, earlier) ? earlier[0]?.state.started?.items : undefined;
    const json = Object.values(pinned[trigger]?.outputs ?? {})[0];
    const fallback = items ?? (partial === undefined ? [{}] : sampleItems(document, trigger, this.#options.clock()));
    const beginning = json === undefined && reused !== undefined ? reused : await this.#keep(json ?? fallback);
    const pins = await this.#given(plan, pinned);
    if (partial === undefined) return { trigger, items: beginning, part: Object.keys(pins).length === 0 ? {} : { given: pins } };
    const { target, from, anew } = partial;
    const part = planPart(plan, { target, from, anew, trigger, items: beginning, pins, earlier });
    return { trigger, items: beginning, part: { ...part, blobs: await this.#blobsWithin(part) } };
  }

  /** The execution and those that it could take over from, newest first. What cannot be read any more ends the list. */
  async #earlier(workflowId: string, executionId: string): Promise<EarlierRun[]> {
    const runs: EarlierRun[] = [];
    for (let id: string | undefined = executionId; id !== undefined && runs.length < MOST_EARLIER; ) {
      const row = await this.#options.store.find(id);
      if (row === undefined && id === executionId)
        throw new SluiceError('not_found', `There is no execution ${id} to reuse.`, { place: { executionId: id } });
      if (row === undefined) break;
      if (row.workflowId !== workflowId)
        throw new SluiceError('request_invalid', `body at /partial/reuse: execution ${id} is one of another workflow.`, {
          place: { executionId: id },
        });
      const loaded = await this.#options.plans.load(row.version).catch(nothingIfGone);
      if (loaded === undefined) break;
      const at = { id, seq: row.lastSeq, plan: loaded.plan };
      const state = await loadState(at, { store: this.#options.store, journal: this.#journal });
      runs.push({ executionId: id, plan: loaded.plan, state });
      id = state.started?.asked?.reuse;
    }
    return runs;
  }

  #keep(values: readonly Json[]): Promise<ItemList> {
    return keepItems(
      values.map((json) => ({ json })),
      this.#options.blobs,
    );
  }

  /** A trigger's pin is what the run starts with. Ports that the node does not have any more are left out. */
  async #given(plan: Plan, pinned: Readonly<Record<string, NodePin>>): Promise<Record<string, GivenOutputs>> {
    const given: Record<string, GivenOutputs> = {};
    for (const { id, kind, outputs } of plan.nodes) {
      const pin = pinned[id];
      if (pin === undefined || kind === 'trigger') continue;
      const ports = outputs.filter((port) => (pin.outputs[port]?.length ?? 0) > 0);
      const lists = ports.map(async (port) => [port, await this.#keep(pin.outputs[port]!)] as const);
      given[id] = { outputs: Object.fromEntries(await Promise.all(lists)) };
    }
    return given;
  }

  /** Files that the items of reused lists carry: this execution refers to them too, so that they stay as long as it does. */
  async #blobsWithin({ given = {} }: StartedPart): Promise<string[]> {
    const found: string[] = [];
    for (const { outputs } of Object.values(given)) {
      for (const list of Object.values(outputs)) {
        if ('items' in list) continue;
        const text = new TextDecoder().decode(await this.#options.blobs.read(list.blob.sha256));
        found.push(...blobRefsIn(JSON.parse(text) as Json));
      }
    }
    return found;
  }
}

function requireNode(plan: Plan, nodeId: string): void {
  if (plan.nodes.some(({ id }) => id === nodeId)) return;
  throw new SluiceError('node_unknown', `${plan.name} has no node "${nodeId}".`, { place: { nodeId } });
}

/** The trigger that is asked for; of a part, else that of the execution that it reuses, else one that leads to the part. */
function triggerOf(plan: Plan, asked: string | undefined, part: RunPart | undefined, [before]: readonly EarlierRun[]): string {
  const node = part?.target ?? part?.from;
  if (asked !== undefined || node === undefined) return chooseTrigger(plan, asked);
  const leading = triggersOf(plan, node);
  const last = before?.state.started?.trigger;
  if (last !== undefined && leading.includes(last)) return last;
  const isManual = (id: string) => plan.nodes.some((one) => one.id === id && one.type.startsWith('core.manual@'));
  return leading.find(isManual) ?? leading[0] ?? chooseTrigger(plan, undefined);
}

/** Whether the trigger still gives out what it gave out in the execution that is reused: it is the same, set to the same. */
function isUnchanged(plan: Plan, trigger: string, [before]: readonly EarlierRun[]): boolean {
  if (before?.state.started?.trigger !== trigger) return false;
  const settings = (of: Plan): string | undefined => {
    const node = of.nodes.find(({ id }) => id === trigger);
    return node && JSON.stringify([node.type, node.params]);
  };
  return settings(before.plan) === settings(plan);
}

/** A version whose module is gone, or that was deleted, has nothing to take over. */
function nothingIfGone(error: unknown): undefined {
  if (error instanceof SluiceError && ['document_invalid', 'not_found'].includes(error.code)) return undefined;
  throw error;
}
