import { setTimeout as sleep } from 'node:timers/promises';
import { encodeEvent, type NewInput } from '@sluice/kernel';
import { type JournalEvent, SluiceError } from '@sluice/protocol';
import { packSegment } from '../journal/segment-codec.ts';
import { Answers } from './answers.ts';
import { BlockedExecutions } from './blocked-executions.ts';
import { blobsOf, newExecutionOf, startTimersOf } from './execution-change.ts';
import {
  createLiveExecution,
  type Ending,
  type ExecutionHead,
  hasEnded,
  type LiveExecution,
  settlesFirst,
  type Waiter,
} from './live-execution.ts';
import { LiveExecutions } from './live-executions.ts';
import { isBlockedError } from './obstacle.ts';
import type { ExecutionRunnerOptions } from './runner-options.ts';
import { TurnDriver } from './turn-driver.ts';

/**
 * Advances executions. Owns the live ones: hands their inputs to the sandbox, commits what comes back, and only then performs the
 * effects, answers the waiters and publishes the events (I1, I2). One execution has one turn under way at a time, and every commit carries
 * its fencing token (I3). What waits for the outside is parked: dropped from memory, its lease given back.
 *
 * Talks to the sandbox pool (what happens next), the journal writer (what is kept), the effect runner (what is done outside) and
 * the execution store (what was). Knows nothing of HTTP, triggers or documents. This file is what others call; `live-executions.ts` wakes
 * and holds, `turn-driver.ts` goes from turn to turn.
 *
 *   1. A turn takes the inputs that are queued; nobody else advances the execution meanwhile.
 *   2. What a turn gave out is committed before any of it is acted on.
 *   3. When a commit is refused or fails, the execution is dropped from memory, and its journal is what counts.
 */
export class ExecutionRunner {
  readonly blocked: BlockedExecutions;
  readonly #options: ExecutionRunnerOptions;
  readonly #live = new Map<string, LiveExecution>();
  readonly #answers: Answers;
  readonly #driver: TurnDriver;
  readonly #executions: LiveExecutions;

  constructor(options: ExecutionRunnerOptions) {
    this.#options = options;
    this.#answers = new Answers(options);
    const inboxFilled = (executionId: string) => this.#pullLater(executionId);
    this.blocked = new BlockedExecutions({ ...options, inboxFilled });
    const shared = { ...options, live: this.#live, blocked: this.blocked };
    this.#driver = new TurnDriver({
      ...shared,
      answers: this.#answers,
      comeBack: (live) => this.#executions.comeBack(live),
      inboxFilled,
    });
    this.#executions = new LiveExecutions({ ...shared, driver: this.#driver });
  }

  liveIds(): string[] {
    return [...this.#live.keys()];
  }

  /**
   * Starts a new execution with its `execution-started` input; the first commit makes its row. Resolves once that is durable. Throws
   * `overloaded` or `shutting_down`.
   *
   * @param blobs what the input keeps as a blob refers to these in turn
   */
  start(head: ExecutionHead, started: NewInput, waiter?: Waiter, blobs?: readonly string[]): Promise<void> {
    this.#executions.refuseWhenFull();
    const live = createLiveExecution(head, { fence: 1, lastSeq: 0, status: 'queued', isCreated: false, source: 'fresh' });
    live.holds = 1;
    if (waiter !== undefined) this.#answers.add(head.id, waiter);
    this.#live.set(head.id, live);
    return this.#executions.give(live, started, blobs);
  }

  /** Makes an execution durable that begins later, by `adopt`; its lease is ours meanwhile, and its time runs. */
  async queue(head: ExecutionHead, started: NewInput, waiter?: Waiter, blobs: readonly string[] = []): Promise<void> {
    this.#executions.refuseWhenFull();
    const { leaseOwner, leaseMs, clock, writer, noticeTimer } = this.#options;
    const timers = startTimersOf(head);
    // The members of a new input are in the journal's order already.
    const bytes = new TextEncoder().encode(`${encodeEvent({ seq: 1, ...started } as JournalEvent)}\n`);
    await writer.append({
      executionId: head.id,
      lease: { owner: leaseOwner, fence: 1 },
      create: newExecutionOf(head),
      segment: { firstSeq: 1, lastSeq: 1, bytes: packSegment(bytes) },
      status: 'queued',
      leaseUntilMs: clock() + leaseMs,
      timers: { set: timers },
      blobs: [...blobsOf(started), ...blobs],
    });
    for (const { dueAt } of timers) noticeTimer(dueAt);
    if (waiter !== undefined) this.#answers.add(head.id, waiter);
  }

  /**
   * Begins with a queued execution, or goes on with one whose lease this process has just claimed under `fence`; perhaps it was its
   * own, renewed too late.
   */
  async adopt(executionId: string, fence = 0): Promise<void> {
    const live = await this.#executions.hold(executionId);
    if (live === undefined) return;
    live.isHeldBack = false;
    live.fence = Math.max(live.fence, fence);
    this.#executions.unhold(live);
  }

  /**
   * Gives an input to an execution, live or parked, and resolves once it is committed. Throws `not_found`, `execution_final`,
   * `execution_blocked` when it cannot go on, or `overloaded` when another engine holds the lease.
   */
  async deliver(executionId: string, makeInput: (live: LiveExecution) => NewInput): Promise<void> {
    const live = await this.#executions.hold(executionId);
    if (live === undefined) throw hasEnded(executionId);
    await this.#executions.give(live, this.#makeInput(live, makeInput));
  }

  /**
   * Gives a due timer's input. A timer of an execution that has ended meanwhile is nothing; one that is blocked takes none but the end of
   * its time, and the others when it goes on.
   */
  async fireTimer(executionId: string, makeInput: () => NewInput): Promise<void> {
    let live: LiveExecution | undefined;
    try {
      live = await this.#executions.hold(executionId);
    } catch (error) {
      if (!isBlockedError(error)) throw error;
      const input = makeInput();
      if (input.type === 'execution-timed-out') await this.blocked.end(executionId, input);
      return;
    }
    if (live === undefined) return;
    const input = makeInput();
    if (input.type === 'effect-settled' && !settlesFirst(live, input)) return this.#executions.unhold(live);
    await this.#executions.give(live, input).catch((error: unknown) => {
      if (!(error instanceof SluiceError) || error.code !== 'execution_final') throw error;
    });
  }

  /** Resolves as for who started it and waits, of an execution that is there already. Throws `not_found`. */
  async whenEnded(executionId: string): Promise<Ending> {
    // First asked for, then looked up: an end in between is told to everybody who waits.
    const ending = new Promise<Ending>((settle, fail) => this.#answers.add(executionId, { until: 'end', settle, fail }));
    await this.#answers.catchUp(executionId);
    return ending;
  }

  /** Takes in what is in the inbox of an execution (a child that ended). */
  async pullInbox(executionId: string): Promise<void> {
    const live = await this.#executions.hold(executionId);
    if (live === undefined) return;
    const loaded = await this.#options.store.load(executionId);
    if (loaded !== undefined) this.#executions.queueInbox(live, loaded);
    this.#executions.unhold(live);
  }

  /**
   * Takes nothing new, and gives the effects under way a moment to come to their end: one of class `once` that is cut off is in doubt
   * afterwards. Then lets go of everything; it goes on after the next start.
   */
  async close(): Promise<void> {
    this.#executions.stop();
    const deadline = performance.now() + (this.#options.stopGraceMs ?? STOP_GRACE_MS);
    while (this.#isBusy() && performance.now() < deadline) await sleep(10);
    this.#driver.close();
    await this.#options.store.release(this.#options.leaseOwner, this.liveIds());
    this.#answers.failAll(new SluiceError('shutting_down', 'The engine is stopping; the execution goes on after the restart.'));
  }

  #isBusy(): boolean {
    return this.#live.values().some(({ inFlight, isDriving }) => inFlight.size > 0 || isDriving);
  }

  #makeInput(live: LiveExecution, makeInput: (live: LiveExecution) => NewInput): NewInput {
    try {
      return makeInput(live);
    } catch (error) {
      this.#executions.unhold(live);
      throw error;
    }
  }

  #pullLater(executionId: string): void {
    this.pullInbox(executionId).catch((error: unknown) => {
      if (isBlockedError(error)) return; // its reason is kept, and its inbox too
      this.#options.log.error({ err: error, executionId }, 'an inbox could not be read; the next sweep tries again');
    });
  }
}

const STOP_GRACE_MS = 2000;
