import type { NewInput } from '@sluice/kernel';
import { LRUCache } from 'lru-cache';
import type { JobPlan } from './job.ts';
import type { Ticket, WorkerDeath } from './pool.ts';
import type { RunningStep } from './progress.ts';
import type { SandboxLimits } from './sandbox-limits.ts';
import type { Watchdog, Watched } from './watchdog.ts';
import { WorkerHandle } from './worker-handle.ts';
import type { Answer, PostedJob, PostedPlan, ToWorker } from './worker-messages.ts';

export interface PoolWorkerOptions {
  readonly module: WebAssembly.Module;
  readonly limits: SandboxLimits;
  readonly watchdog: Watchdog;
  readonly answered: (ticket: Ticket, answer: Answer) => void;
  readonly suspected: () => void;
  readonly died: (death: WorkerDeath) => void;
}

const MAX_PLANS = 200;
/** How long a step that is called off may take to end by itself: a new worker costs more than most steps. */
const CALL_OFF_MS = 100;

/** A worker of the pool with the work that it has been given. What came up in one tick goes to it in one message. */
export class PoolWorker {
  readonly #options: PoolWorkerOptions;
  readonly #handle: WorkerHandle;
  readonly #watched: Watched;
  readonly #tickets = new Map<number, Ticket>();
  readonly #plans: LRUCache<string, true>;
  #outbox = emptyOutbox();
  #isPosting = false;
  #overrun: { readonly step: RunningStep; readonly jobId: number } | undefined;

  constructor(options: PoolWorkerOptions) {
    this.#options = options;
    this.#plans = new LRUCache({
      max: MAX_PLANS,
      disposeAfter: (_, key, reason) => reason === 'evict' && this.#outbox.droppedPlans.push(key),
    });
    this.#handle = new WorkerHandle({
      module: options.module,
      limits: options.limits,
      events: { answered: (answers) => this.#take(answers), died: (reason) => this.#die(reason) },
    });
    this.#watched = {
      progress: this.#handle.progress,
      suspected: options.suspected,
      overran: (count) => this.#end(count),
    };
  }

  /** How many jobs it has not answered. */
  get load(): number {
    return this.#tickets.size;
  }

  tickets(): readonly Ticket[] {
    return [...this.#tickets.values()];
  }

  /** Gives it a job or replay, with further inputs that the pool adds. */
  add(ticket: Ticket, extra: readonly NewInput[]): void {
    const { id, task } = ticket;
    if (this.#tickets.size === 0) {
      this.#handle.setBusy(true);
      this.#options.watchdog.watch(this.#watched);
    }
    this.#tickets.set(id, ticket);
    if (task.kind === 'replay') this.#outbox.replays.push({ id, job: task.job });
    else {
      const { plan, ...job } = task.job;
      this.#addPlan(plan);
      this.#outbox.jobs.push({
        ...job,
        id,
        planKey: plan.key,
        inputs: extra.length === 0 ? job.inputs : [...job.inputs, ...extra],
      });
    }
    this.#postSoon();
  }

  #addPlan({ key, plan, scripts }: JobPlan): void {
    if (!this.#plans.has(key)) {
      this.#outbox.plans.push({ key, plan, scripts });
      this.#outbox.droppedPlans = this.#outbox.droppedPlans.filter((dropped) => dropped !== key);
    }
    this.#plans.set(key, true);
  }

  forget(executionId: string): void {
    this.#outbox.forgotten.push(executionId);
    this.#postSoon();
  }

  /** Kills it for the step that it is running of this execution, unless that ends in a moment. */
  callOff(executionId: string): void {
    const { progress } = this.#handle;
    const ticket = this.#tickets.get(progress.jobId);
    if (!progress.isInStep || ticket?.task.kind !== 'job' || ticket.task.job.executionId !== executionId) return;
    const { count } = progress;
    setTimeout(() => {
      if (progress.count !== count || !this.#tickets.has(ticket.id)) return;
      ticket.isCalledOff = true;
      this.#end(count);
    }, CALL_OFF_MS).unref();
  }

  close(): Promise<void> {
    this.#options.watchdog.unwatch(this.#watched);
    return this.#handle.close();
  }

  #postSoon(): void {
    if (this.#isPosting) return;
    this.#isPosting = true;
    setImmediate(() => {
      this.#isPosting = false;
      const message = this.#outbox;
      this.#outbox = emptyOutbox();
      this.#handle.post(message);
    });
  }

  #take(answers: readonly Answer[]): void {
    for (const answer of answers) {
      const ticket = this.#tickets.get(answer.id);
      if (ticket === undefined) continue;
      this.#tickets.delete(answer.id);
      this.#options.answered(ticket, answer);
    }
    if (this.#tickets.size > 0) return;
    this.#handle.setBusy(false);
    this.#options.watchdog.unwatch(this.#watched);
  }

  /** Kills it for a step that overran, unless that has just ended after all. */
  #end(count: number): void {
    const { progress } = this.#handle;
    const { step, jobId } = progress;
    if (progress.count !== count) return;
    this.#overrun = { step, jobId };
    this.#handle.kill();
  }

  #die({ reason, wasReady }: { readonly reason: Error | undefined; readonly wasReady: boolean }): void {
    this.#options.watchdog.unwatch(this.#watched);
    const { progress } = this.#handle;
    const isOutOfMemory = reason !== undefined && 'code' in reason && reason.code === 'ERR_WORKER_OUT_OF_MEMORY';
    this.#options.died({
      code: this.#overrun !== undefined ? 'step_timeout' : isOutOfMemory ? 'step_memory' : 'step_crashed',
      step: this.#overrun?.step ?? (progress.isInStep ? progress.step : undefined),
      culprit: this.#tickets.get(this.#overrun?.jobId ?? progress.jobId),
      tickets: this.tickets(),
      reason,
      wasReady,
    });
  }
}

function emptyOutbox(): { -readonly [part in keyof ToWorker]: ToWorker[part][number][] } {
  return { plans: [] as PostedPlan[], droppedPlans: [], forgotten: [], jobs: [] as PostedJob[], replays: [] };
}
