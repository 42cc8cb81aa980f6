import type { Logger } from 'pino';

/** A timer of one execution; `dueAt` in ms since the epoch. */
export interface DueTimer {
  readonly executionId: string;
  readonly id: string;
  readonly dueAt: number;
}

export interface TimerLoopOptions {
  readonly store: {
    nextDueAt(): Promise<number | undefined>;
    dueTimers(nowMs: number, limit: number): Promise<readonly DueTimer[]>;
  };
  readonly clock: () => number;
  readonly fire: (timer: DueTimer) => Promise<void>;
  readonly log: Logger;
}

/** The clock may jump while we sleep, so no sleep is longer than this. */
const LONGEST_SLEEP_MS = 15_000;
const BATCH = 500;
const RETRY_MS = 1000;

/**
 * Fires the timers that the database holds. Nothing lives in memory but the time of the next one, so a restart changes nothing and a
 * million parked executions cost nothing. A timer stays in the database until the commit that takes it in clears it; firing one
 * twice is harmless, since the execution ignores a timer that it no longer has.
 */
export class TimerLoop {
  readonly #options: TimerLoopOptions;
  #timeout: NodeJS.Timeout | undefined;
  #wakeAt = Number.POSITIVE_INFINITY;
  #isRunning = false;
  #isStopped = false;
  #running: Promise<void> = Promise.resolve();

  constructor(options: TimerLoopOptions) {
    this.#options = options;
  }

  start(): void {
    this.#arm(0);
  }

  /** Says that a timer was committed that may be the next one. */
  notice(dueAt: number): void {
    if (dueAt < this.#wakeAt) this.#arm(dueAt);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timeout);
    await this.#running;
  }

  #arm(wakeAt: number): void {
    if (this.#isStopped) return;
    this.#wakeAt = wakeAt;
    if (this.#isRunning) return;
    clearTimeout(this.#timeout);
    const delayMs = Math.min(Math.max(wakeAt - this.#options.clock(), 0), LONGEST_SLEEP_MS);
    this.#timeout = setTimeout(() => {
      this.#running = this.#run();
    }, delayMs);
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    this.#wakeAt = Number.POSITIVE_INFINITY;
    let next: number | undefined;
    try {
      const due = await this.#options.store.dueTimers(this.#options.clock(), BATCH);
      const fired = await Promise.all(due.map((timer) => this.#fire(timer)));
      if (fired.includes(false)) next = this.#options.clock() + RETRY_MS;
      else next = due.length === BATCH ? 0 : await this.#options.store.nextDueAt();
    } catch (error) {
      this.#options.log.error({ err: error }, 'the timer loop failed and tries again');
      next = this.#options.clock() + RETRY_MS;
    }
    this.#isRunning = false;
    this.#arm(Math.min(this.#wakeAt, next ?? Number.POSITIVE_INFINITY));
  }

  /** Whether it was taken in; one that was not stays due. */
  async #fire(timer: DueTimer): Promise<boolean> {
    try {
      await this.#options.fire(timer);
      return true;
    } catch (error) {
      const { executionId, id } = timer;
      this.#options.log.error({ err: error, executionId, timer: id }, 'a timer could not be fired and is tried again');
      return false;
    }
  }
}
