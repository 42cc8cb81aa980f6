import { encodeEvent, type NewInput, type PendingEffect } from '@sluice/kernel';
import { isFinal, type JournalEvent, SluiceError } from '@sluice/protocol';
import type { Logger } from 'pino';
import { AppendRefused } from '../journal/append-refused.ts';
import type { JournalWriter } from '../journal/journal-writer.ts';
import { packSegment, unpackSegment } from '../journal/segment-codec.ts';
import { killPoint } from '../kill-point.ts';
import type { Job, JobResult } from '../sandbox/job.ts';
import type { BlobStore, NewBlob } from '../storage/ports/blob-store.ts';
import type { ExecutionStore, LoadedExecution } from '../storage/ports/execution-store.ts';
import type { PlanStore } from '../workflows/plan-store.ts';
import type { EffectRunner } from './effect-runner.ts';
import { blobsOf, changeOf, newExecutionOf } from './execution-change.ts';
import {
  createLiveExecution,
  type Ending,
  type ExecutionHead,
  type LiveExecution,
  type QueuedInput,
  stepKey,
  type Waiter,
} from './live-execution.ts';
import { loadStoredValue } from './stored-value.ts';

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
  /** Waiters of executions that are queued and not live yet. */
  readonly #early = new Map<string, Waiter>();
  readonly #waking = new Map<string, Promise<LiveExecution | undefined>>();
  #isClosed = false;

  constructor(options: ExecutionRunnerOptions) {
    this.#options = options;
  }

  get liveCount(): number {
    return this.#live.size;
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
    if (waiter !== undefined) live.waiters.add(waiter);
    this.#live.set(head.id, live);
    return this.#give(live, started);
  }

  /** Makes an execution durable that begins later, by `adopt`; its lease is ours meanwhile. */
  async queue(head: ExecutionHead, started: NewInput, waiter?: Waiter): Promise<void> {
    this.#refuseWhenFull();
    const { leaseOwner, leaseMs, clock, writer } = this.#options;
    // The members of a new input are in the journal's order already.
    const bytes = new TextEncoder().encode(`${encodeEvent({ seq: 1, ...started } as JournalEvent)}\n`);
    await writer.append({
      executionId: head.id,
      lease: { owner: leaseOwner, fence: 1 },
      create: newExecutionOf(head),
      segment: { firstSeq: 1, lastSeq: 1, bytes: packSegment(bytes) },
      status: 'queued',
      leaseUntilMs: clock() + leaseMs,
      blobs: blobsOf(started),
    });
    if (waiter !== undefined) this.#early.set(head.id, waiter);
  }

  /** Goes on with an execution whose lease this process has just taken. */
  async adopt(executionId: string): Promise<void> {
    if (this.#live.has(executionId) || this.#waking.has(executionId)) return;
    const live = await this.#hold(executionId);
    if (live !== undefined) this.#unhold(live);
  }

  /**
   * Gives an input to an execution, live or parked, and resolves once it is committed. Throws `not_found`, `execution_final`, or
   * `overloaded` when another engine holds the lease and took the input in its inbox instead.
   */
  async deliver(executionId: string, makeInput: (live: LiveExecution) => NewInput): Promise<void> {
    const live = await this.#hold(executionId);
    if (live === undefined)
      throw new SluiceError('execution_final', `Execution ${executionId} has ended.`, { place: { executionId } });
    await this.#give(live, this.#makeInput(live, makeInput));
  }

  /** Gives a due timer's input. A timer of an execution that has ended meanwhile is nothing. */
  async fireTimer(executionId: string, makeInput: () => NewInput): Promise<void> {
    const live = await this.#hold(executionId);
    if (live !== undefined) await this.#give(live, makeInput());
  }

  /** Takes in what is in the inbox of an execution (a child that ended). */
  async pullInbox(executionId: string): Promise<void> {
    const live = await this.#hold(executionId);
    if (live === undefined) return;
    const loaded = await this.#options.store.load(executionId);
    if (loaded !== undefined) this.#queueInbox(live, loaded);
    this.#unhold(live);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const live = [...this.#live.values()];
    for (const one of live) for (const controller of one.inFlight.values()) controller.abort();
    await this.#options.store.release(
      this.#options.leaseOwner,
      live.map(({ head }) => head.id),
    );
    for (const one of live)
      this.#failWaiters(
        one,
        new SluiceError('shutting_down', 'The engine is stopping; the execution goes on after the restart.'),
      );
  }

  #refuseWhenFull(): void {
    if (this.#isClosed) throw new SluiceError('shutting_down', 'The engine is stopping.');
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
    if (live.holds === 0 && live.queue.length === 0) live.mustAdvance = true;
    this.#drive(live);
  }

  /** Brings a parked execution back: lease, journal, inbox, and one turn that finds out what it waits for. Undefined when it has ended. */
  #wake(executionId: string): Promise<LiveExecution | undefined> {
    const under = this.#waking.get(executionId);
    if (under !== undefined) return under;
    const waking = this.#load(executionId).finally(() => this.#waking.delete(executionId));
    this.#waking.set(executionId, waking);
    return waking;
  }

  async #load(executionId: string): Promise<LiveExecution | undefined> {
    this.#refuseWhenFull();
    const nowMs = this.#options.clock();
    const taken = await this.#options.store.take(executionId, {
      owner: this.#options.leaseOwner,
      untilMs: nowMs + this.#options.leaseMs,
      nowMs,
    });
    if (!taken.ok && taken.code === 'unknown') throw new SluiceError('not_found', `There is no execution ${executionId}.`);
    if (!taken.ok && taken.code === 'leased')
      throw new SluiceError('overloaded', `Execution ${executionId} is being advanced by another engine.`, {
        retryAfterMs: 1000,
      });
    if (!taken.ok) return undefined;
    const loaded = await this.#options.store.load(executionId);
    if (loaded === undefined) return undefined;
    const row = loaded.execution;
    const head: ExecutionHead = {
      id: row.id,
      workflow: { id: row.workflowId, name: row.workflowName, owner: row.owner },
      loaded: await this.#options.plans.load(row.version),
      startedAtMs: row.startedAtMs,
      mode: row.mode,
      trigger: row.trigger,
      actor: row.actor,
      parent: row.parent,
      depth: row.depth,
    };
    const hasJournal = row.lastSeq > 0;
    const live = createLiveExecution(head, {
      fence: taken.execution.fence,
      lastSeq: row.lastSeq,
      status: row.status,
      isCreated: true,
      source: hasJournal ? 'journal' : 'fresh',
    });
    this.#queueInbox(live, loaded);
    const early = this.#early.get(executionId);
    if (early !== undefined && this.#early.delete(executionId)) live.waiters.add(early);
    this.#live.set(executionId, live);
    live.holds = 1;
    live.isDriving = true;
    try {
      if (hasJournal || live.queue.length > 0) await this.#turn(live);
    } catch (error) {
      this.#abandon(live, error);
      throw error;
    }
    live.isDriving = false;
    live.holds -= 1;
    return this.#live.get(executionId);
  }

  #queueInbox(live: LiveExecution, loaded: LoadedExecution): void {
    const known = new Set(live.queue.map(({ inboxId }) => inboxId));
    for (const { id, input } of loaded.inbox) if (!known.has(id)) live.queue.push({ input, inboxId: id });
  }

  #drive(live: LiveExecution): void {
    if (live.isDriving) return;
    if (this.#live.get(live.head.id) !== live) {
      if (live.queue.length > 0) this.#comeBack(live);
      return;
    }
    live.isDriving = true;
    this.#driveAll(live).then(
      () => {
        live.isDriving = false;
      },
      (error: unknown) => this.#abandon(live, error),
    );
  }

  async #driveAll(live: LiveExecution): Promise<void> {
    while (this.#live.get(live.head.id) === live && (live.mustAdvance || live.queue.length > 0)) await this.#turn(live);
  }

  async #turn(live: LiveExecution): Promise<void> {
    const inputs = live.queue.map((queued) => ({ ...queued, input: withCurrentAttempt(live, queued.input) }));
    live.queue = [];
    live.mustAdvance = false;
    try {
      killPoint('turn-begun');
      const result = await this.#advance(live, inputs);
      killPoint('turn-computed');
      const wasRecovered = live.source === 'journal';
      live.source = 'cached';
      this.#notePending(live, inputs, result);
      await this.#commit(live, inputs, result);
      this.#afterCommit(live, result, wasRecovered);
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

  #notePending(live: LiveExecution, inputs: readonly QueuedInput[], result: JobResult): void {
    if (result.pending !== undefined) {
      live.pending.clear();
      for (const effect of result.pending) live.pending.set(stepKey(effect), effect);
      return;
    }
    for (const { input } of inputs) {
      if (input.type === 'effect-settled') live.pending.delete(stepKey(input));
    }
    for (const effect of result.effects) live.pending.set(stepKey(effect), effect);
  }

  async #commit(live: LiveExecution, inputs: readonly QueuedInput[], result: JobResult): Promise<void> {
    const nowMs = this.#options.clock();
    const change = changeOf({
      live,
      inputs,
      result,
      leaseOwner: this.#options.leaseOwner,
      leaseUntilMs: nowMs + this.#options.leaseMs,
      nowMs,
      isParked: isIdle(live, result),
    });
    const encoder = new TextEncoder();
    const blobs: NewBlob[] = result.newBlobs.map(({ sha256, text }) => ({ sha256, bytes: encoder.encode(text) }));
    const accepted = await this.#options.writer.append(change, blobs);
    killPoint('committed');
    live.isCreated = true;
    live.status = result.status;
    if (result.segment !== undefined) live.lastSeq = result.lastSeq;
    for (const { done } of inputs) done?.();
    for (const timer of change.timers?.set ?? []) this.#options.noticeTimer(timer.dueAt);
    for (const { executionId } of change.notify ?? [])
      if (!accepted.undelivered.includes(executionId)) this.#pullLater(executionId);
    if (change.releaseLease === true || isFinal(result.status)) this.#live.delete(live.head.id);
    if (change.releaseLease === true && (live.queue.length > 0 || accepted.inputsLeft || live.holds > 0)) this.#comeBack(live);
  }

  /** Something came in while the execution was being parked: it is woken again and given what was queued. */
  #comeBack(live: LiveExecution): void {
    const queued = live.queue;
    live.queue = [];
    this.#hold(live.head.id).then(
      (again) => {
        if (again === undefined) return;
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
    if (result.response !== undefined) this.#respond(live, result.response);
    const effects = wasRecovered ? this.#recovered(live, result) : result.effects;
    for (const effect of effects) this.#perform(live, effect);
    if (isParkedStatus(result) && live.inFlight.size === 0 && live.queue.length === 0 && !live.mustAdvance)
      this.#settleWaiters(live, { kind: 'parked', executionId: live.head.id, status: live.status });
  }

  /**
   * After a crash: what is repeatable is asked again, what may happen only once is in doubt, unless this very turn asked for it.
   */
  #recovered(live: LiveExecution, result: JobResult): PendingEffect[] {
    const fresh = new Set(result.effects.map(stepKey));
    const again: PendingEffect[] = [...result.effects];
    for (const effect of live.pending.values()) {
      if (fresh.has(stepKey(effect)) || effect.wait !== undefined || effect.inDoubt === true) continue;
      if (effect.class === 'once') live.queue.push(...doubtInputs(live, effect, this.#options.clock()));
      else again.push(effect);
    }
    return again;
  }

  #perform(live: LiveExecution, effect: PendingEffect): void {
    const key = stepKey(effect);
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

  #respond(live: LiveExecution, response: NonNullable<JobResult['response']>): void {
    for (const waiter of live.waiters) {
      if (waiter.until !== 'response') continue;
      live.waiters.delete(waiter);
      loadStoredValue(response, this.#options.blobs).then(
        (value) => waiter.settle({ kind: 'response', executionId: live.head.id, response: value }),
        waiter.fail,
      );
    }
  }

  #end(live: LiveExecution, result: JobResult): void {
    for (const controller of live.inFlight.values()) controller.abort();
    this.#options.pool.forget(live.head.id);
    this.#options.ended(live, result);
    if (result.response !== undefined) this.#respond(live, result.response);
    if (live.waiters.size === 0) return;
    killPoint('answering');
    loadStoredValue(result.output, this.#options.blobs).then(
      (output) =>
        this.#settleWaiters(live, {
          kind: 'final',
          executionId: live.head.id,
          status: result.status,
          output: Array.isArray(output) ? output : [],
          error: result.error,
        }),
      (error: unknown) => this.#failWaiters(live, error),
    );
  }

  #settleWaiters(live: LiveExecution, ending: Ending): void {
    for (const waiter of live.waiters) waiter.settle(ending);
    live.waiters.clear();
  }

  #failWaiters(live: LiveExecution, error: unknown): void {
    for (const waiter of live.waiters) waiter.fail(error);
    live.waiters.clear();
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
    this.#failWaiters(live, error);
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
  /** Told after the commit of an end: frees admission, starts error workflows. */
  readonly ended: (live: LiveExecution, result: JobResult) => void;
  readonly log: Logger;
}

function isParkedStatus(result: JobResult): boolean {
  return result.status === 'waiting' || result.status === 'in-doubt';
}

function isIdle(live: LiveExecution, result: JobResult): boolean {
  const hasWork =
    result.more || result.missingBlobs.length > 0 || live.queue.length > 0 || live.inFlight.size > 0 || live.holds > 0;
  const needsDoing = [...live.pending.values()].some((effect) => effect.wait === undefined && effect.inDoubt !== true);
  return isParkedStatus(result) && !hasWork && !needsDoing;
}

/** A child's end knows its effect but not the attempt of the step that is waiting now; the key of both is the same. */
function withCurrentAttempt(live: LiveExecution, input: NewInput): NewInput {
  if (input.type !== 'effect-settled') return input;
  const pending = live.pending.get(stepKey(input));
  return pending === undefined || pending.attempt === input.attempt ? input : { ...input, attempt: pending.attempt };
}

/** The node's own setting may already say what becomes of a doubt. */
function doubtInputs(live: LiveExecution, effect: PendingEffect, nowMs: number): QueuedInput[] {
  const step = { node: effect.node, scope: effect.scope, attempt: effect.attempt, index: effect.index };
  const inDoubt: QueuedInput = { input: { type: 'effect-in-doubt', at: nowMs, ...step } };
  const decision = live.head.loaded.plan.nodes.find(({ id }) => id === effect.node)?.onDoubt ?? 'ask';
  return decision === 'ask' ? [inDoubt] : [inDoubt, { input: { type: 'doubt-resolved', at: nowMs, ...step, decision } }];
}
