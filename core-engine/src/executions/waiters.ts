import type { Ending, Waiter } from './live-execution.ts';

export interface WaitersOptions {
  /** How long a caller is kept waiting, ms. */
  readonly limitMs: number;
  /** Its time is over: to be told how the execution stands. */
  readonly tooLong: (executionId: string, waiter: Waiter) => void;
}

/**
 * The callers who wait for executions to answer or end, wherever those are: live, queued, or parked for a while. In memory only: after a
 * restart nobody waits any more.
 */
export class Waiters {
  readonly #options: WaitersOptions;
  readonly #byExecution = new Map<string, Map<Waiter, NodeJS.Timeout>>();

  constructor(options: WaitersOptions) {
    this.#options = options;
  }

  add(executionId: string, waiter: Waiter): void {
    const waiting = this.#byExecution.get(executionId) ?? new Map<Waiter, NodeJS.Timeout>();
    this.#byExecution.set(executionId, waiting);
    const timer = setTimeout(() => {
      this.#remove(executionId, waiter);
      this.#options.tooLong(executionId, waiter);
    }, this.#options.limitMs);
    waiting.set(waiter, timer);
  }

  has(executionId: string): boolean {
    return this.#byExecution.has(executionId);
  }

  /** Takes out those who wait for the response and not for the end. */
  takeForResponse(executionId: string): Waiter[] {
    const taken = [...(this.#byExecution.get(executionId)?.keys() ?? [])].filter(({ until }) => until === 'response');
    for (const waiter of taken) this.#remove(executionId, waiter);
    return taken;
  }

  settle(executionId: string, ending: Ending): void {
    for (const waiter of this.#take(executionId)) waiter.settle(ending);
  }

  fail(executionId: string, error: unknown): void {
    for (const waiter of this.#take(executionId)) waiter.fail(error);
  }

  failAll(error: unknown): void {
    for (const executionId of [...this.#byExecution.keys()]) this.fail(executionId, error);
  }

  #take(executionId: string): Waiter[] {
    const waiters = [...(this.#byExecution.get(executionId)?.keys() ?? [])];
    for (const waiter of waiters) this.#remove(executionId, waiter);
    return waiters;
  }

  #remove(executionId: string, waiter: Waiter): void {
    const waiting = this.#byExecution.get(executionId);
    clearTimeout(waiting?.get(waiter));
    waiting?.delete(waiter);
    if (waiting?.size === 0) this.#byExecution.delete(executionId);
  }
}
