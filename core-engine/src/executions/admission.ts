import type { ExecutionStore } from '../storage/ports/execution-store.ts';
import type { LoadedPlan } from '../workflows/plan-store.ts';

/** An execution that wants to begin. */
export interface Candidate {
  readonly executionId: string;
  readonly workflowId: string;
  readonly loaded: LoadedPlan;
}

interface Gauge {
  /** Executions that have begun and not ended, parked ones included. */
  underWay: number;
  readonly queued: string[];
}

/**
 * Keeps workflows within their `settings.concurrency.limit`. An execution holds its place from its first step to its end, waits
 * included; who comes when all places are taken is queued, durably, and begins in the order of arrival.
 */
export class Admission {
  readonly #store: Pick<ExecutionStore, 'countByStatus'>;
  readonly #gauges = new Map<string, Promise<Gauge>>();
  readonly #queuedIds = new Set<string>();

  constructor(store: Pick<ExecutionStore, 'countByStatus'>) {
    this.#store = store;
  }

  /** Those that wait for a place; their leases are ours. */
  queuedIds(): string[] {
    return [...this.#queuedIds];
  }

  /** Whether the execution may begin now; otherwise it is in the queue. */
  async enter({ executionId, workflowId, loaded }: Candidate): Promise<boolean> {
    const limit = loaded.plan.settings.concurrency?.limit;
    if (limit === undefined) return true;
    const gauge = await this.#gauge(workflowId);
    if (gauge.underWay < limit) {
      gauge.underWay += 1;
      return true;
    }
    gauge.queued.push(executionId);
    this.#queuedIds.add(executionId);
    return false;
  }

  /** An execution has ended: gives its place on. Resolves to the execution that may begin now, if one waits. */
  async leave({ workflowId, loaded }: Pick<Candidate, 'workflowId' | 'loaded'>): Promise<string | undefined> {
    if (loaded.plan.settings.concurrency === undefined) return undefined;
    const gauge = await this.#gauge(workflowId);
    const next = gauge.queued.shift();
    if (next === undefined) gauge.underWay -= 1;
    else this.#queuedIds.delete(next);
    return next;
  }

  #gauge(workflowId: string): Promise<Gauge> {
    const known = this.#gauges.get(workflowId);
    if (known !== undefined) return known;
    const gauge = this.#store
      .countByStatus(workflowId)
      .then((counts) => ({ underWay: counts.running + counts.waiting + counts['in-doubt'], queued: [] }));
    this.#gauges.set(workflowId, gauge);
    return gauge;
  }
}
