import type { ExecutionStatus } from '@sluice/protocol';
import type { Logger } from 'pino';
import type { ExecutionStore } from '../storage/ports/execution-store.ts';
import type { LoadedPlan } from '../workflows/plan-store.ts';
import { AD_HOC_WORKFLOW_ID } from './ad-hoc-workflow.ts';

/** An execution that wants to begin. */
export interface Candidate {
  readonly executionId: string;
  readonly workflowId: string;
  readonly loaded: LoadedPlan;
}

export interface AdmissionOptions {
  readonly store: Pick<ExecutionStore, 'list'>;
  /** Lets a queued execution begin. */
  readonly begin: (executionId: string) => Promise<void>;
  readonly log: Logger;
}

interface Gauge {
  /** Executions that have begun and not ended, parked ones included. */
  readonly holders: Set<string>;
  /** Who waits, in order of arrival, with the limit of its version. */
  readonly queued: Map<string, number>;
}

const UNDER_WAY: readonly ExecutionStatus[] = ['running', 'waiting', 'in-doubt'];
const PAGE = 500;

/**
 * Keeps workflows within their `settings.concurrency.limit`. An execution holds its place from its first step to its end, waits
 * included; who comes when all places are taken is queued, durably, and begins in the order of arrival. Everything here may be asked
 * twice for the same execution: it has one place at most.
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

  /** Whether the execution may begin now. If not, it is to be made durable, and then queued with `enqueue`. */
  async enter(candidate: Candidate): Promise<boolean> {
    const limit = limitOf(candidate);
    return limit === undefined || takePlace(await this.#gauge(candidate), candidate.executionId, limit);
  }

  /** Lets an execution that is durable begin when its turn has come, perhaps at once. */
  async enqueue(candidate: Candidate): Promise<void> {
    const { executionId } = candidate;
    const limit = limitOf(candidate);
    if (limit !== undefined) {
      const gauge = await this.#gauge(candidate);
      if (!takePlace(gauge, executionId, limit)) {
        gauge.queued.set(executionId, limit);
        this.#queuedIds.add(executionId);
        return;
      }
    }
    await this.#begin(executionId);
  }

  /** An execution has ended, or never came to be: its place goes to the next. */
  leave(candidate: Candidate): void {
    const gauge = this.#gauges.get(keyOf(candidate));
    if (gauge === undefined) return;
    gauge
      .then((known) => this.#giveOn(candidate, known))
      .catch((error: unknown) =>
        this.#options.log.error({ err: error, workflowId: candidate.workflowId }, 'the places of a workflow are not known'),
      );
  }

  #giveOn({ executionId }: Candidate, { holders, queued }: Gauge): void {
    queued.delete(executionId);
    this.#queuedIds.delete(executionId);
    if (!holders.delete(executionId)) return;
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

  #gauge(candidate: Candidate): Promise<Gauge> {
    const key = keyOf(candidate);
    const known = this.#gauges.get(key);
    if (known !== undefined) return known;
    const gauge = this.#count(candidate);
    this.#gauges.set(key, gauge);
    gauge.catch(() => this.#gauges.delete(key));
    return gauge;
  }

  /** Who holds a place already: what was under way before this process began to count. */
  async #count({ workflowId, loaded }: Candidate): Promise<Gauge> {
    const holders = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await this.#options.store.list({
        workflowId,
        statuses: UNDER_WAY,
        limit: PAGE,
        ...(cursor === undefined ? {} : { cursor }),
      });
      for (const { id, version } of page.items) if (workflowId !== AD_HOC_WORKFLOW_ID || version === loaded.key) holders.add(id);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return { holders, queued: new Map() };
  }
}

/** Documents that are run without being kept share a workflow id and nothing else. */
function keyOf({ workflowId, loaded }: Candidate): string {
  return workflowId === AD_HOC_WORKFLOW_ID ? `${workflowId}\n${loaded.key}` : workflowId;
}

function limitOf({ loaded }: Candidate): number | undefined {
  return loaded.plan.settings.concurrency?.limit;
}

function takePlace({ holders }: Gauge, executionId: string, limit: number): boolean {
  if (!holders.has(executionId) && holders.size >= limit) return false;
  holders.add(executionId);
  return true;
}
