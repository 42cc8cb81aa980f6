import { setTimeout as sleep } from 'node:timers/promises';
import { encodeEvent, type NewInput, type PendingEffect } from '@sluice/kernel';
import { isFinal, type JournalEvent, SluiceError } from '@sluice/protocol';
import type { Logger } from 'pino';
import { AppendRefused } from '../journal/append-refused.ts';
import type { JournalWriter } from '../journal/journal-writer.ts';
import { packSegment, unpackSegment } from '../journal/segment-codec.ts';
import { killPoint } from '../kill-point.ts';
import type { Job, JobResult } from '../sandbox/job.ts';
import type { BlobStore, NewBlob } from '../storage/ports/blob-store.ts';
import type { ExecutionChange, ExecutionStore, LoadedExecution } from '../storage/ports/execution-store.ts';
import type { PlanStore } from '../workflows/plan-store.ts';
import { Answers } from './answers.ts';
import { childEnded } from './child-ended.ts';
import type { EffectRunner } from './effect-runner.ts';
import { isErrorRun } from './error-workflow.ts';
import { blobsOf, changeOf, newExecutionOf, startTimersOf } from './execution-change.ts';
import {
  attemptKey,
  createLiveExecution,
  type ExecutionHead,
  type LiveExecution,
  type ParentRef,
  type QueuedInput,
  settlesFirst,
  type Waiter,
} from './live-execution.ts';
import { isIdle } from './parking.ts';
import { notePending, recoverEffects, withCurrentAttempt } from './pending.ts';
import { runOutput } from './run-output.ts';
import { takeExecution } from './take-execution.ts';

/**
 * Advances executions. Owns the live ones: hands their inputs to the sandbox, commits what comes back, and only then performs the
 * effects, answers the waiters and publishes the events (I1, I2). One execution has one turn under way at a time, and every commit carries
 * its fencing token (I3). What waits for the outside is parked: dropped from memory, its lease given back.
 *
 * Talks to the sandbox pool (what happens next), the journal writer (what is kept), the effect runner (what is done outside) and
 * the execution store (what was). Knows nothing of HTTP, triggers or documents.
 *
 *   1. A turn takes the inputs that are queued; nobody else advances the execution meanwhile.
 *   2. What a turn gave out is committed before any of it is acted on.
 *   3. When a commit is refused or fails, the execution is dropped from memory, and its journal is what counts.
 */
export class ExecutionRunner {
  readonly #options: ExecutionRunnerOptions;
  readonly #live = new Map<string, LiveExecution>();
  readonly #answers: Answers;
  readonly #waking = new Map<string, Promise<LiveExecution | undefined>>();
  #isStopping = false;
  #isClosed = false;

  constructor(options: ExecutionRunnerOptions) {
    this.#options = options;
    this.#answers = new Answers(options);
  }

  liveIds(): string[] {
    return [...this.#live.keys()];
  }

  /**
   * Starts a new execution with its `execution-started` input; the first commit makes its row. Resolves once that is durable. Throws
   * `overloaded` or `shutting_down`.
   */
  start(head: ExecutionHead, started: NewInput, waiter?: Waiter): Promise<void> {
    this.#refuseWhenFull();
    const live = createLiveExecution(head, { fence: 1, lastSeq: 0, status: 'queued', isCreated: false, source: 'fresh' });
    live.holds = 1;
    if (waiter !== undefined) this.#answers.add(head.id, waiter);
    this.#live.set(head.id, live);
    return this.#give(live, started);
  }

  /** Makes an execution durable that begins later, by `adopt`; its lease is ours meanwhile, and its time runs. */
  async queue(head: ExecutionHead, started: NewInput, waiter?: Waiter): Promise<void> {
    this.#refuseWhenFull();
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
      blobs: blobsOf(started),
    });
    for (const { dueAt } of timers) noticeTimer(dueAt);
    if (waiter !== undefined) this.#answers.add(head.id, waiter);
  }

  /**
   * Begins with a queued execution, or goes on with one whose lease this process has just claimed under `fence`; perhaps it was its
   * own, renewed too late.
   */
  async adopt(executionId: string, fence = 0): Promise<void> {
    const live = await this.#hold(executionId);
    if (live === undefined) return;
    live.isHeldBack = false;
    live.fence = Math.max(live.fence, fence);
    this.#unhold(live);
  }

  /**
   * Gives an input to an execution, live or parked, and resolves once it is committed. Throws `not_found`, `execution_final`, or
   * `overloaded` when another engine holds the lease.
   */
  async deliver(executionId: string, makeInput: (live: LiveExecution) => NewInput): Promise<void> {
    const live = await this.#hold(executionId);
    if (live === undefined) throw hasEnded(executionId);
    await this.#give(live, this.#makeInput(live, makeInput));
  }

  /** Gives a due timer's input. A timer of an execution that has ended meanwhile is nothing. */
  async fireTimer(executionId: string, makeInput: () => NewInput): Promise<void> {
    const live = await this.#hold(executionId);
    if (live === undefined) return;
    const input = makeInput();
    if (input.type === 'effect-settled' && !settlesFirst(live, input)) return this.#unhold(live);
    await this.#give(live, input).catch((error: unknown) => {
      if (!(error instanceof SluiceError) || error.code !== 'execution_final') throw error;
    });
  }

  /** Takes in what is in the inbox of an execution (a child that ended). */
  async pullInbox(executionId: string): Promise<void> {
    const live = await this.#hold(executionId);
    if (live === undefined) return;
    const loaded = await this.#options.store.load(executionId);
    if (loaded !== undefined) this.#queueInbox(live, loaded);
    this.#unhold(live);
  }

  /**
   * Takes nothing new, and gives the effects under way a moment to come to their end: one of class `once` that is cut off is in doubt
   * afterwards. Then lets go of everything; it goes on after the next start.
   */
  async close(): Promise<void> {
    this.#isStopping = true;
    const deadline = performance.now() + (this.#options.stopGraceMs ?? STOP_GRACE_MS);
    while (this.#isBusy() && performance.now() < deadline) await sleep(10);
    this.#isClosed = true;
    const live = [...this.#live.values()];
    for (const one of live) for (const controller of one.inFlight.values()) controller.abort();
    await this.#options.store.release(
      this.#options.leaseOwner,
      live.map(({ head }) => head.id),
    );
    this.#answers.failAll(new SluiceError('shutting_down', 'The engine is stopping; the execution goes on after the restart.'));
  }

  #isBusy(): boolean {
    return this.#live.values().some(({ inFlight, isDriving }) => inFlight.size > 0 || isDriving);
  }

  #refuseWhenFull(): void {
    if (this.#isStopping) throw new SluiceError('shutting_down', 'The engine is stopping.');
    if (this.#live.size >= this.#options.maxLive)
      throw new SluiceError('overloaded', `${this.#live.size} executions are under way.`, { retryAfterMs: 1000 });
  }

  /** The live execution, woken if need be, that is not parked until `#unhold`. Undefined when it has ended. */
  async #hold(executionId: string): Promise<LiveExecution | undefined> {
    const live = this.#live.get(executionId) ?? (await this.#wake(executionId));
    if (live !== undefined) live.holds += 1;
    return live;
  }

  /** Queues an input and lets go of the hold; resolves once the input is committed. */
  #give(live: LiveExecution, input: NewInput): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      live.queue.push({ input, done: (error) => (error === undefined ? resolve() : reject(error)) });
      this.#unhold(live);
    });
  }

  #makeInput(live: LiveExecution, makeInput: (live: LiveExecution) => NewInput): NewInput {
    try {
      return makeInput(live);
    } catch (error) {
      this.#unhold(live);
      throw error;
    }
  }

  #unhold(live: LiveExecution): void {
    live.holds -= 1;
    if (live.isHeldBack && live.queue.every(({ inboxId }) => inboxId !== undefined)) {
      // Back to its place in the queue: its row and its lease stay as they are.
      if (live.holds === 0) this.#live.delete(live.head.id);
      return;
    }
    if (live.holds === 0 && live.queue.length === 0) live.mustAdvance = true;
    this.#drive(live);
  }

  /**
   * Brings a parked execution back: lease, journal, inbox, and one turn that finds out what it waits for. One that is queued comes
   * back without it. Undefined when it has ended.
   */
  #wake(executionId: string): Promise<LiveExecution | undefined> {
    const under = this.#waking.get(executionId);
    if (under !== undefined) return under;
    const waking = this.#load(executionId).finally(() => this.#waking.delete(executionId));
    this.#waking.set(executionId, waking);
    return waking;
  }

  async #load(executionId: string): Promise<LiveExecution | undefined> {
    this.#refuseWhenFull();
    const { store, plans, leaseOwner, leaseMs, clock } = this.#options;
    const nowMs = clock();
    const taken = await takeExecution(executionId, {
      store,
      plans,
      lease: { owner: leaseOwner, untilMs: nowMs + leaseMs, nowMs },
    });
    if (taken === undefined) return undefined;
    const { live, loaded } = taken;
    this.#live.set(executionId, live);
    live.holds = 1;
    live.isDriving = true;
    try {
      // Only then it is known what the inbox is about.
      if (!live.isHeldBack) await this.#turn(live);
    } catch (error) {
      this.#abandon(live, error);
      throw error;
    }
    this.#queueInbox(live, loaded);
    live.isDriving = false;
    live.holds -= 1;
    return this.#live.get(executionId);
  }

  #queueInbox(live: LiveExecution, loaded: LoadedExecution): void {
    for (const { id, input } of loaded.inbox) {
      if (live.inboxTaken.has(id)) continue;
      live.inboxTaken.add(id);
      live.queue.push({ input, inboxId: id });
    }
  }

  #drive(live: LiveExecution): void {
    if (live.isDriving) return;
    if (this.#live.get(live.head.id) !== live) {
      if (live.queue.length > 0) this.#comeBack(live);
      return;
    }
    live.isDriving = true;
    this.#driveAll(live).catch((error: unknown) => this.#abandon(live, error));
  }

  async #driveAll(live: LiveExecution): Promise<void> {
    while (this.#live.get(live.head.id) === live && (live.mustAdvance || live.queue.length > 0)) await this.#turn(live);
    // At once: an input that came between the last look at the queue and this would be left lying.
    live.isDriving = false;
    if (live.queue.length > 0) this.#drive(live);
  }

  async #turn(live: LiveExecution): Promise<void> {
    const inputs = live.queue.map((queued) => withCurrentAttempt(live, queued));
    live.queue = [];
    live.mustAdvance = false;
    live.isHeldBack = false;
    try {
      killPoint('turn-begun');
      const result = await this.#advance(live, inputs);
      killPoint('turn-computed');
      const wasRecovered = live.source === 'journal';
      live.source = 'cached';
      notePending(live, inputs, result);
      const followUp = result.status === 'failed' ? await this.#options.followUp(live, result) : undefined;
      await this.#commit({ live, inputs, result, followUp });
      this.#afterCommit(live, result, wasRecovered);
      followUp?.begin();
    } catch (error) {
      for (const { done } of inputs) done?.(error);
      throw error;
    }
  }

  /** Runs the pure part in the sandbox, giving it the journal when it has forgotten the state. */
  async #advance(live: LiveExecution, inputs: readonly QueuedInput[]): Promise<JobResult> {
    const blobs = await this.#blobTexts(live);
    const job: Omit<Job, 'state'> = {
      executionId: live.head.id,
      owner: live.head.workflow.owner,
      plan: live.head.loaded,
      inputs: inputs.map(({ input }) => input),
      ...(blobs === undefined ? {} : { blobs }),
    };
    const { pool } = this.#options;
    if (live.source !== 'journal') {
      const result = await pool.run({
        ...job,
        state: live.source === 'fresh' ? { kind: 'fresh' } : { kind: 'cached', seq: live.lastSeq },
      });
      if (result.needState !== true) return result;
    }
    const loaded = await this.#options.store.load(live.head.id);
    if (loaded === undefined) throw new SluiceError('not_found', `Execution ${live.head.id} was purged.`);
    const encoder = new TextEncoder();
    return pool.run({
      ...job,
      state: {
        kind: 'journal',
        snapshot: loaded.snapshot?.bytes,
        segments: loaded.segments.map(({ bytes }) => encoder.encode(unpackSegment(bytes))),
      },
    });
  }

  async #blobTexts(live: LiveExecution): Promise<Record<string, string> | undefined> {
    if (live.wantedBlobs.length === 0) return undefined;
    const decoder = new TextDecoder();
    const texts = await Promise.all(
      live.wantedBlobs.map(async (sha256) => [sha256, decoder.decode(await this.#options.blobs.read(sha256))] as const),
    );
    live.wantedBlobs = [];
    return Object.fromEntries(texts);
  }

  async #commit({ live, inputs, result, followUp }: Turn): Promise<void> {
    const { parent } = live.head;
    const isTold = parent !== undefined && isFinal(result.status) && !isErrorRun(live.head);
    const word = isTold ? await this.#wordTo(parent, live.head, result) : undefined;
    const nowMs = this.#options.clock();
    const change = changeOf({
      live,
      inputs,
      result,
      leaseOwner: this.#options.leaseOwner,
      leaseUntilMs: nowMs + this.#options.leaseMs,
      nowMs,
      isParked: isIdle(live, result),
      children: followUp === undefined ? [] : [followUp.child],
      toParent: word,
    });
    const encoder = new TextEncoder();
    const blobs: NewBlob[] = result.newBlobs.map(({ sha256, text }) => ({ sha256, bytes: encoder.encode(text) }));
    if (word?.blob !== undefined) blobs.push(word.blob);
    const accepted = await this.#options.writer.append(change, blobs);
    killPoint('committed');
    live.isCreated = true;
    live.status = result.status;
    if (result.segment !== undefined) live.lastSeq = result.lastSeq;
    for (const { done } of inputs) done?.();
    for (const timer of change.timers?.set ?? []) this.#options.noticeTimer(timer.dueAt);
    for (const { executionId } of change.notify ?? [])
      if (!accepted.undelivered.includes(executionId)) this.#pullLater(executionId);
    if (change.releaseLease !== true && !isFinal(result.status)) return;
    this.#live.delete(live.head.id);
    this.#options.pool.forget(live.head.id);
    if (live.queue.length > 0 || accepted.inputsLeft || live.holds > 0) this.#comeBack(live);
  }

  /** What a sub-workflow's end means to the execution that called it. */
  async #wordTo(parent: ParentRef, head: ExecutionHead, result: JobResult): Promise<WordToParent> {
    const { input, blob } = childEnded({
      executionId: head.id,
      workflowName: head.workflow.name,
      parent,
      status: result.status,
      output: await runOutput(result, this.#options.blobs),
      error: result.error,
      atMs: this.#options.clock(),
    });
    return { executionId: parent.executionId, input, blob };
  }

  /** Something came in while the execution was being parked or ended: it is woken again, if it can be, and given what was queued. */
  #comeBack(live: LiveExecution): void {
    const queued = live.queue;
    live.queue = [];
    this.#hold(live.head.id).then(
      (again) => {
        if (again === undefined) {
          for (const { done } of queued) done?.(hasEnded(live.head.id));
          return;
        }
        again.queue.push(...queued);
        this.#unhold(again);
      },
      (error: unknown) => {
        for (const { done } of queued) done?.(error);
      },
    );
  }

  #afterCommit(live: LiveExecution, result: JobResult, wasRecovered: boolean): void {
    live.mustAdvance ||= result.more || result.missingBlobs.length > 0;
    live.wantedBlobs = result.missingBlobs;
    if (isFinal(result.status)) {
      this.#end(live, result);
      return;
    }
    if (result.response !== undefined) this.#answers.respond(live.head.id, result.response);
    if (wasRecovered) this.#recover(live, result);
    else for (const effect of result.effects) this.#perform(live, effect);
    if (live.inFlight.size === 0 && live.queue.length === 0 && !live.mustAdvance) this.#answers.parked(live, result);
  }

  #recover(live: LiveExecution, result: JobResult): void {
    const { again, doubts } = recoverEffects(live, result, this.#options.clock());
    for (const effect of again) this.#perform(live, effect);
    live.queue.push(...doubts);
  }

  #perform(live: LiveExecution, effect: PendingEffect): void {
    const key = attemptKey(effect);
    if (live.inFlight.has(key)) return;
    const controller = new AbortController();
    live.inFlight.set(key, controller);
    this.#options.effects.perform(live, effect, controller.signal).then(
      (queued) => {
        live.inFlight.delete(key);
        if (this.#isClosed || this.#live.get(live.head.id) !== live) return;
        live.queue.push(queued);
        this.#drive(live);
      },
      (error: unknown) => {
        live.inFlight.delete(key);
        if (!this.#isClosed && this.#live.get(live.head.id) === live) this.#abandon(live, error);
      },
    );
  }

  #pullLater(executionId: string): void {
    this.pullInbox(executionId).catch((error: unknown) =>
      this.#options.log.error({ err: error, executionId }, 'an inbox could not be read; the next sweep tries again'),
    );
  }

  #end(live: LiveExecution, result: JobResult): void {
    const { id } = live.head;
    for (const controller of live.inFlight.values()) controller.abort();
    this.#options.ended(live.head);
    if (this.#answers.isAwaited(id)) killPoint('answering');
    if (result.response !== undefined) this.#answers.respond(id, result.response);
    if (this.#answers.isAwaited(id)) this.#answers.ended(id, result);
  }

  /** Something failed that is not the workflow's: memory is dropped and the journal is what counts. The sweep takes it up again. */
  #abandon(live: LiveExecution, error: unknown): void {
    live.isDriving = false;
    const isFenced = error instanceof AppendRefused;
    this.#options.log[isFenced ? 'warn' : 'error'](
      { err: error, executionId: live.head.id },
      'an execution was dropped from memory',
    );
    if (this.#live.get(live.head.id) === live) this.#live.delete(live.head.id);
    for (const controller of live.inFlight.values()) controller.abort();
    this.#options.pool.forget(live.head.id);
    for (const { done } of live.queue) done?.(error);
    this.#answers.fail(live.head.id, error);
    if (live.isCreated && !isFenced) this.#options.store.release(this.#options.leaseOwner, [live.head.id]).catch(() => undefined);
  }
}

export interface ExecutionRunnerOptions {
  readonly store: ExecutionStore;
  readonly blobs: BlobStore;
  readonly writer: JournalWriter;
  readonly plans: PlanStore;
  readonly effects: EffectRunner;
  readonly pool: { run(job: Job): Promise<JobResult>; forget(executionId: string): void };
  readonly leaseOwner: string;
  readonly leaseMs: number;
  readonly maxLive: number;
  readonly clock: () => number;
  readonly noticeTimer: (dueAt: number) => void;
  /** What a failure starts: committed with it, so that it is not lost between the two. */
  readonly followUp: (live: LiveExecution, result: JobResult) => Promise<FollowUp | undefined>;
  /** Told after the commit of an end: frees its place. */
  readonly ended: (head: ExecutionHead) => void;
  /** How long callers are kept waiting, ms; by default `ANSWER_WAIT_MS`. */
  readonly answerWaitMs?: number;
  /** How long effects may go on while the engine stops, ms; by default two seconds. */
  readonly stopGraceMs?: number;
  readonly log: Logger;
}

const STOP_GRACE_MS = 2000;

/** What one turn took in and gave out. */
interface Turn {
  readonly live: LiveExecution;
  readonly inputs: readonly QueuedInput[];
  readonly result: JobResult;
  readonly followUp: FollowUp | undefined;
}

type WordToParent = NonNullable<ExecutionChange['notify']>[number] & { readonly blob: NewBlob | undefined };

/** An execution that is made in the commit of another one's end, and begins after it. */
export interface FollowUp {
  readonly child: NonNullable<ExecutionChange['children']>[number];
  readonly begin: () => void;
}

function hasEnded(executionId: string): SluiceError {
  return new SluiceError('execution_final', `Execution ${executionId} has ended.`, { place: { executionId } });
}
