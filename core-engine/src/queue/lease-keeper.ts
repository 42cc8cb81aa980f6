import type { Logger } from 'pino';
import { isBlockedError } from '../executions/obstacle.ts';
import type { ClaimedExecution, ExecutionStore } from '../storage/ports/execution-store.ts';

export interface LeaseKeeperOptions {
  readonly store: ExecutionStore;
  readonly leaseOwner: string;
  readonly leaseMs: number;
  readonly clock: () => number;
  /** Everything whose lease is to be kept. */
  readonly heldIds: () => readonly string[];
  readonly adopt: (execution: ClaimedExecution) => Promise<void>;
  readonly pullInbox: (executionId: string) => Promise<void>;
  readonly log: Logger;
}

const CLAIM_BATCH = 200;

/**
 * Renews the leases of live executions (I3), and sweeps up what nobody advances: executions of an engine that died, inputs in the
 * inbox of a parked one, those that were dropped after a failed write. Runs at start, and then every third of a lease.
 */
export class LeaseKeeper {
  readonly #options: LeaseKeeperOptions;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> = Promise.resolve();

  constructor(options: LeaseKeeperOptions) {
    this.#options = options;
  }

  /** The first sweep is the recovery after a start: it resolves when all that was under way has been taken up. */
  async start(): Promise<void> {
    await this.#sweep();
    this.#timer = setInterval(() => {
      this.#round = this.#round.then(() => this.#renewAndSweep());
    }, this.#options.leaseMs / 3);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#round;
  }

  async #renewAndSweep(): Promise<void> {
    try {
      const { store, leaseOwner, leaseMs, clock } = this.#options;
      await store.renew(leaseOwner, this.#options.heldIds(), clock() + leaseMs);
      await this.#sweep();
    } catch (error) {
      this.#options.log.error({ err: error }, 'leases could not be renewed; the next round tries again');
    }
  }

  async #sweep(): Promise<void> {
    const { store, leaseOwner, leaseMs, clock } = this.#options;
    for (const id of await store.ownedWithInputs(leaseOwner, CLAIM_BATCH))
      await this.#quietly(id, () => this.#options.pullInbox(id));
    for (;;) {
      const nowMs = clock();
      const claimed = await store.claim({ owner: leaseOwner, untilMs: nowMs + leaseMs, nowMs, limit: CLAIM_BATCH });
      await Promise.all(claimed.map((execution) => this.#quietly(execution.id, () => this.#options.adopt(execution))));
      if (claimed.length < CLAIM_BATCH) return;
    }
  }

  async #quietly(id: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (isBlockedError(error)) return; // it is parked with its reason
      this.#options.log.error({ err: error, executionId: id }, 'an execution could not be taken up; the next round tries again');
    }
  }
}
