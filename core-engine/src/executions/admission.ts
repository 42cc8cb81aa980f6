import type { ExecutionStatus, ItemList } from '@sluice/protocol';
import type { Logger } from 'pino';
import type { ExecutionRow, ExecutionStore } from '../storage/ports/execution-store.ts';
import type { LoadedPlan } from '../workflows/plan-store.ts';
import { AD_HOC_WORKFLOW_ID } from './ad-hoc-workflow.ts';
import type { ConcurrencyKeys } from './concurrency-keys.ts';
import type { EndedRun } from './runner-options.ts';

/** An execution that wants to begin. */
export interface Candidate {
  readonly executionId: string;
  readonly workflowId: string;
  readonly owner: string;
  readonly loaded: LoadedPlan;
  /** The trigger's items; when they are not given, the execution is stored already. */
  readonly items?: ItemList;
}

export interface AdmissionOptions {
  readonly store: Pick<ExecutionStore, 'list'>;
  readonly keys: Pick<ConcurrencyKeys, 'of' | 'ofStored'>;
  /** Lets a queued execution begin. */
  readonly begin: (executionId: string) => Promise<void>;
  readonly log: Logger;
}

/** Those of one workflow that share a limit, because their key is the same. */
interface Group {
  /** Executions that have begun and not ended, parked ones included. */
  readonly holders: Set<string>;
  /** Who waits, in order of arrival, with the limit of its version. */
  readonly queued: Map<string, number>;
}

interface Gauge {
  readonly groups: Map<string, Group>;
  /** The key of every holder and of everybody who waits. */
  readonly keys: Map<string, string>;
}

const UNDER_WAY: readonly ExecutionStatus[] = ['running', 'waiting', 'in-doubt'];
const PAGE = 500;

/**
 * Keeps workflows within their `settings.concurrency`: so many executions at once, or so many of each key. An execution holds its place
 * from its first step to its end, waits included; who comes when all places are taken is queued, durably, and begins in the order of
 * arrival. Everything here may be asked twice for the same execution: it has one place at most.
 */
export class Admission {
  readonly #options: AdmissionOptions;
  readonly #gauges = new Map<string, Promise<Gauge>>();
  readonly #queuedIds = new Set<string>();

  constructor(options: AdmissionOptions) {
    this.#options = options;
  }

  /** Those that wait for a place; their leases are ours. */
  queuedIds(): string[] {
    return [...this.#queuedIds];
  }

  /**
   * Whether the execution may begin now. If not, it is to be made durable, and then queued with `enqueue`.
   *
   * @throws SluiceError `template_failed` when its key cannot be told
   */
  async enter(candidate: Candidate): Promise<boolean> {
    const limit = limitOf(candidate);
    if (limit === undefined) return true;
    const key = await this.#keyOf(candidate);
    return takePlace(await this.#gauge(candidate), { executionId: candidate.executionId, key, limit });
  }

  /** Lets an execution that is durable begin when its turn has come, perhaps at once. */
  async enqueue(candidate: Candidate): Promise<void> {
    const { executionId } = candidate;
    const limit = limitOf(candidate);
    if (limit !== undefined) {
      const key = await this.#keyOf(candidate);
      const gauge = await this.#gauge(candidate);
      if (!takePlace(gauge, { executionId, key, limit })) {
        groupOf(gauge, key).queued.set(executionId, limit);
        gauge.keys.set(executionId, key);
        this.#queuedIds.add(executionId);
        return;
      }
    }
    await this.#begin(executionId);
  }

  /** An execution has ended, or never came to be: its place goes to the next. */
  leave(candidate: EndedRun): void {
    const gauge = this.#gauges.get(gaugeKey(candidate));
    if (gauge === undefined) return;
    gauge
      .then((known) => this.#giveOn(candidate.executionId, known))
      .catch((error: unknown) =>
        this.#options.log.error({ err: error, workflowId: candidate.workflowId }, 'the places of a workflow are not known'),
      );
  }

  #giveOn(executionId: string, { groups, keys }: Gauge): void {
    const key = keys.get(executionId) ?? '';
    const group = groups.get(key);
    keys.delete(executionId);
    this.#queuedIds.delete(executionId);
    if (group === undefined) return;
    group.queued.delete(executionId);
    if (group.holders.delete(executionId)) this.#fill(group);
    if (group.holders.size === 0 && group.queued.size === 0) groups.delete(key);
  }

  #fill({ holders, queued }: Group): void {
    for (const [next, limit] of queued) {
      if (holders.size >= limit) return;
      queued.delete(next);
      this.#queuedIds.delete(next);
      holders.add(next);
      void this.#begin(next);
    }
  }

  /** Should it fail, its lease runs out and the sweep brings it here again, where it has its place already. */
  async #begin(executionId: string): Promise<void> {
    try {
      await this.#options.begin(executionId);
    } catch (error) {
      this.#options.log.error({ err: error, executionId }, 'a queued execution could not begin; the sweep tries again');
    }
  }

  async #keyOf({ executionId, owner, loaded, items }: Candidate): Promise<string> {
    if (loaded.plan.settings.concurrency?.key === undefined) return '';
    if (items !== undefined) return this.#options.keys.of({ loaded, owner, items });
    return this.#options.keys.ofStored({ id: executionId, version: loaded.key, owner });
  }

  #gauge(candidate: Candidate): Promise<Gauge> {
    const key = gaugeKey({ workflowId: candidate.workflowId, version: candidate.loaded.key });
    const known = this.#gauges.get(key);
    if (known !== undefined) return known;
    const gauge = this.#count(candidate);
    this.#gauges.set(key, gauge);
    gauge.catch(() => this.#gauges.delete(key));
    return gauge;
  }

  /** Who holds a place already: what was under way before this process began to count. */
  async #count(candidate: Candidate): Promise<Gauge> {
    const gauge: Gauge = { groups: new Map(), keys: new Map() };
    for await (const row of this.#underWay(candidate)) {
      const key = await this.#options.keys.ofStored(row);
      groupOf(gauge, key).holders.add(row.id);
      gauge.keys.set(row.id, key);
    }
    return gauge;
  }

  async *#underWay({ workflowId, loaded }: Candidate): AsyncGenerator<ExecutionRow> {
    let cursor: string | undefined;
    do {
      const next = cursor === undefined ? {} : { cursor };
      const page = await this.#options.store.list({ workflowId, statuses: UNDER_WAY, limit: PAGE, ...next });
      for (const row of page.items) if (workflowId !== AD_HOC_WORKFLOW_ID || row.version === loaded.key) yield row;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
}

/** Documents that are run without being kept share a workflow id and nothing else. */
function gaugeKey({ workflowId, version }: Pick<EndedRun, 'workflowId' | 'version'>): string {
  return workflowId === AD_HOC_WORKFLOW_ID ? `${workflowId}\n${version}` : workflowId;
}

function limitOf({ loaded }: Candidate): number | undefined {
  return loaded.plan.settings.concurrency?.limit;
}

function groupOf({ groups }: Gauge, key: string): Group {
  const known = groups.get(key);
  if (known !== undefined) return known;
  const group: Group = { holders: new Set(), queued: new Map() };
  groups.set(key, group);
  return group;
}

function takePlace(gauge: Gauge, { executionId, key, limit }: { executionId: string; key: string; limit: number }): boolean {
  const { holders } = groupOf(gauge, key);
  if (!holders.has(executionId) && holders.size >= limit) return false;
  holders.add(executionId);
  gauge.keys.set(executionId, key);
  return true;
}
