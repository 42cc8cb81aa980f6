import { isFinal } from '@sluice/protocol';
import { AppendRefused } from '../journal/append-refused.ts';
import type { CommitAccepted } from '../journal/journal-writer.ts';
import { killPoint } from '../kill-point.ts';
import { CalledOff } from '../sandbox/called-off.ts';
import type { JobResult } from '../sandbox/job.ts';
import type { ExecutionChange } from '../storage/ports/execution-store.ts';
import type { Answers } from './answers.ts';
import type { BlockedExecutions } from './blocked-executions.ts';
import { EffectsUnderWay } from './effects-under-way.ts';
import type { LiveExecution, QueuedInput } from './live-execution.ts';
import { notePending, withCurrentAttempt } from './pending.ts';
import type { ExecutionRunnerOptions, FollowUp } from './runner-options.ts';
import { TurnCommitter } from './turn-committer.ts';
import { TurnComputer } from './turn-computer.ts';

export interface TurnDriverOptions extends ExecutionRunnerOptions {
  readonly live: Map<string, LiveExecution>;
  readonly answers: Answers;
  readonly blocked: Pick<BlockedExecutions, 'meet' | 'progressed'>;
  /** There are inputs for an execution that was parked, ended or dropped meanwhile. */
  readonly comeBack: (live: LiveExecution) => void;
  /** An execution of this process was given something into its inbox. */
  readonly inboxFilled: (executionId: string) => void;
}

/**
 * Takes live executions from turn to turn while there is something to do: computes, commits, and only then acts on what was committed
 * (I1, I2). One execution has one turn under way at a time.
 */
export class TurnDriver {
  readonly #options: TurnDriverOptions;
  readonly #computer: TurnComputer;
  readonly #committer: TurnCommitter;
  readonly #effects: EffectsUnderWay;
  #isClosed = false;

  constructor(options: TurnDriverOptions) {
    this.#options = options;
    this.#computer = new TurnComputer(options);
    this.#committer = new TurnCommitter({
      ...options,
      committed: (live, change, accepted) => this.#letGo(live, change, accepted),
    });
    this.#effects = new EffectsUnderWay({
      effects: options.effects,
      clock: options.clock,
      isWanted: (live) => !this.#isClosed && this.#isLive(live),
      settled: (live, queued) => {
        live.queue.push(queued);
        this.drive(live);
      },
      failed: (live, error) => void this.abandon(live, error),
    });
  }

  /** Acts on no effect's end from now on, and calls off those under way. */
  close(): void {
    this.#isClosed = true;
    for (const { inFlight } of this.#options.live.values()) for (const controller of inFlight.values()) controller.abort();
  }

  drive(live: LiveExecution): void {
    if (live.isDriving) return;
    if (!this.#isLive(live)) {
      if (live.queue.length > 0) this.#options.comeBack(live);
      return;
    }
    live.isDriving = true;
    this.#driveAll(live).catch((error: unknown) => void this.abandon(live, error));
  }

  async #driveAll(live: LiveExecution): Promise<void> {
    while (this.#isLive(live) && (live.mustAdvance || live.queue.length > 0)) await this.turn(live);
    // At once: an input that came between the last look at the queue and this would be left lying.
    live.isDriving = false;
    if (live.queue.length > 0) this.drive(live);
  }

  /** One turn with the inputs that are queued; the caller sees to it that it is the only one. */
  async turn(live: LiveExecution): Promise<void> {
    const inputs = live.queue.map((queued) => withCurrentAttempt(live, queued));
    live.queue = [];
    live.mustAdvance = false;
    live.isHeldBack = false;
    try {
      killPoint('turn-begun');
      const result = await this.#computer.compute(live, inputs);
      killPoint('turn-computed');
      const wasRecovered = live.source === 'journal';
      live.source = 'cached';
      notePending(live, inputs, result);
      const followUp = result.status === 'failed' ? await this.#followUpOf(live, result) : undefined;
      await this.#committer.commit({ live, inputs, result, followUp });
      if (result.segment !== undefined) this.#options.blocked.progressed(live.head.id);
      this.#afterCommit(live, result, wasRecovered);
      followUp?.begin();
    } catch (error) {
      if (error instanceof CalledOff) {
        again(live, inputs);
        return;
      }
      for (const { done } of inputs) done?.(error);
      throw error;
    }
  }

  /**
   * Something failed that is not the workflow's: memory is dropped and the journal is what counts. The sweep takes it up again, unless it
   * is blocked. Resolves to what is to be told to who had an input for it.
   */
  abandon(live: LiveExecution, error: unknown): Promise<unknown> {
    const { log, pool, answers, blocked } = this.#options;
    const { id } = live.head;
    live.isDriving = false;
    const isFenced = error instanceof AppendRefused;
    log[isFenced ? 'warn' : 'error']({ err: error, executionId: id }, 'an execution was dropped from memory');
    if (this.#isLive(live)) this.#options.live.delete(id);
    for (const controller of live.inFlight.values()) controller.abort();
    pool.forget(id);
    for (const { done } of live.queue) done?.(error);
    answers.fail(id, error);
    return live.isCreated ? blocked.meet(id, live.fence, error) : Promise.resolve(error);
  }

  #followUpOf({ head }: LiveExecution, { error }: JobResult): Promise<FollowUp | undefined> {
    return this.#options.followUp({ head, errorWorkflow: head.loaded.plan.settings.errorWorkflow, error });
  }

  #isLive(live: LiveExecution): boolean {
    return this.#options.live.get(live.head.id) === live;
  }

  /** Tells whoever got an input by the commit, and drops what it parked or ended. */
  #letGo(live: LiveExecution, change: ExecutionChange, accepted: CommitAccepted): void {
    for (const { executionId } of change.notify ?? [])
      if (!accepted.undelivered.includes(executionId)) this.#options.inboxFilled(executionId);
    for (const childId of accepted.toldChildren) this.#options.inboxFilled(childId);
    if (change.releaseLease !== true && !isFinal(live.status)) return;
    this.#options.live.delete(live.head.id);
    this.#options.pool.forget(live.head.id);
    if (live.queue.length > 0 || accepted.inputsLeft || live.holds > 0) this.#options.comeBack(live);
  }

  #afterCommit(live: LiveExecution, result: JobResult, wasRecovered: boolean): void {
    live.mustAdvance ||= result.more || result.missingBlobs.length > 0;
    live.wantedBlobs = result.missingBlobs;
    if (isFinal(result.status)) {
      this.#end(live, result);
      return;
    }
    const { answers } = this.#options;
    if (result.response !== undefined) answers.respond(live.head.id, result.response);
    this.#effects.begin(live, result, wasRecovered);
    if (live.inFlight.size === 0 && live.queue.length === 0 && !live.mustAdvance) answers.parked(live, result);
  }

  #end(live: LiveExecution, result: JobResult): void {
    const { id } = live.head;
    const { answers } = this.#options;
    for (const controller of live.inFlight.values()) controller.abort();
    this.#options.ended({ executionId: id, workflowId: live.head.workflow.id, version: live.head.loaded.key });
    if (answers.isAwaited(id)) killPoint('answering');
    if (result.response !== undefined) answers.respond(id, result.response);
    if (answers.isAwaited(id)) answers.ended(id, result);
  }
}

/** The turn is to be taken once more, with what ends the execution among its inputs: the step that was running is not begun again. */
function again(live: LiveExecution, inputs: readonly QueuedInput[]): void {
  live.queue = [...inputs, ...live.queue];
  live.mustAdvance = true;
  live.source = live.lastSeq === 0 ? 'fresh' : 'journal';
}
