import type { NewInput } from '@sluice/kernel';
import { SluiceError } from '@sluice/protocol';
import type { LoadedExecution } from '../storage/ports/execution-store.ts';
import type { BlockedExecutions } from './blocked-executions.ts';
import { hasEnded, type LiveExecution, type QueuedInput } from './live-execution.ts';
import type { ExecutionRunnerOptions } from './runner-options.ts';
import { takeExecution } from './take-execution.ts';
import type { TurnDriver } from './turn-driver.ts';

export interface LiveExecutionsOptions extends ExecutionRunnerOptions {
  readonly live: Map<string, LiveExecution>;
  readonly driver: Pick<TurnDriver, 'drive' | 'turn' | 'abandon'>;
  readonly blocked: Pick<BlockedExecutions, 'meet'>;
}

/**
 * Brings executions into memory and keeps them there while somebody has an input for them. A parked one is woken: lease, journal, inbox,
 * and one turn that finds out what it waits for. Whoever holds one has to let go of it, by `give` or `unhold`.
 */
export class LiveExecutions {
  readonly #options: LiveExecutionsOptions;
  readonly #waking = new Map<string, Promise<LiveExecution | undefined>>();
  #isStopping = false;

  constructor(options: LiveExecutionsOptions) {
    this.#options = options;
  }

  /** Takes nothing new from now on. */
  stop(): void {
    this.#isStopping = true;
  }

  /** Throws `shutting_down` or `overloaded` when there is no room for one more. */
  refuseWhenFull(): void {
    const { live, maxLive } = this.#options;
    if (this.#isStopping) throw new SluiceError('shutting_down', 'The engine is stopping.');
    if (live.size >= maxLive)
      throw new SluiceError('overloaded', `${live.size} executions are under way.`, { retryAfterMs: 1000 });
  }

  /** The live execution, woken if need be, that is not parked until `unhold`. Undefined when it has ended. */
  async hold(executionId: string): Promise<LiveExecution | undefined> {
    const live = this.#options.live.get(executionId) ?? (await this.#wake(executionId));
    if (live !== undefined) live.holds += 1;
    return live;
  }

  unhold(live: LiveExecution): void {
    live.holds -= 1;
    if (live.isHeldBack && live.queue.every(isForLater)) {
      // Back to its place in the queue: its row and its lease stay as they are.
      if (live.holds === 0) this.#options.live.delete(live.head.id);
      return;
    }
    if (live.holds === 0 && live.queue.length === 0) live.mustAdvance = true;
    this.#options.driver.drive(live);
  }

  /** Queues an input and lets go of the hold; resolves once the input is committed. */
  give(live: LiveExecution, input: NewInput, blobs?: readonly string[]): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      live.queue.push({
        input,
        ...(blobs === undefined ? {} : { blobs }),
        done: (error) => (error === undefined ? resolve() : reject(error)),
      });
      if (live.isDriving && endsIt.has(input.type)) this.#options.pool.callOff(live.head.id);
      this.unhold(live);
    });
  }

  queueInbox(live: LiveExecution, loaded: LoadedExecution): void {
    for (const { id, input } of loaded.inbox) {
      if (live.inboxTaken.has(id)) continue;
      live.inboxTaken.add(id);
      live.queue.push({ input, inboxId: id });
    }
  }

  /** Something came in while the execution was being parked or ended: it is woken again, if it can be, and given what was queued. */
  comeBack(live: LiveExecution): void {
    const queued = live.queue;
    live.queue = [];
    this.hold(live.head.id).then(
      (again) => {
        if (again === undefined) {
          for (const { done } of queued) done?.(hasEnded(live.head.id));
          return;
        }
        again.queue.push(...queued);
        this.unhold(again);
      },
      (error: unknown) => {
        for (const { done } of queued) done?.(error);
      },
    );
  }

  /** One that is queued comes back without a turn. Undefined when it has ended. */
  #wake(executionId: string): Promise<LiveExecution | undefined> {
    const under = this.#waking.get(executionId);
    if (under !== undefined) return under;
    const waking = this.#load(executionId).finally(() => this.#waking.delete(executionId));
    this.#waking.set(executionId, waking);
    return waking;
  }

  async #load(executionId: string): Promise<LiveExecution | undefined> {
    this.refuseWhenFull();
    const { driver } = this.#options;
    const taken = await takeExecution(executionId, this.#options);
    if (taken === undefined) return undefined;
    const { live, loaded } = taken;
    this.#options.live.set(executionId, live);
    live.holds = 1;
    live.isDriving = true;
    try {
      // Only then it is known what the inbox is about.
      if (!live.isHeldBack) await driver.turn(live);
    } catch (error) {
      throw await driver.abandon(live, error);
    }
    this.queueInbox(live, loaded);
    live.isDriving = false;
    live.holds -= 1;
    return this.#options.live.get(executionId);
  }
}

/** Inputs that end an execution: for them, the step that it is running need not come to its end. */
const endsIt: ReadonlySet<string> = new Set<NewInput['type']>(['cancel-requested', 'execution-timed-out']);

/** What lies in the inbox of one that has not begun is for its first turn, but for the end of its parent. */
function isForLater({ inboxId, input }: QueuedInput): boolean {
  return inboxId !== undefined && input.type !== 'cancel-requested';
}
