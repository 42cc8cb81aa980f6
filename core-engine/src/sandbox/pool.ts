/**
 * The sandbox pool: advances executions in worker threads. Owns the workers, which job is with which of them, and what becomes of the
 * jobs when one dies. Talks to the workers by messages, and to the engine by the promises of `run` and `replay`. Knows nothing of
 * journals: what it gives back is not durable, and the engine may ask for the same again.
 *
 *   1. A dead worker costs one attempt of the step that it was running, and nothing else: its other jobs are done again, for nothing
 *      of them had been handed over. The step's end is an input, `step-aborted`, in the job that is done again (I4).
 *   2. A job that kills workers outside of steps is a bug of ours: it is tried a few times, then its promise rejects.
 *   3. Each execution stays with one worker while that has its state; states are caches, a worker may always ask for the journal.
 */
import { availableParallelism } from 'node:os';
import type { NewInput } from '@sluice/kernel';
import { type ErrorCode, isFinal, SluiceError } from '@sluice/protocol';
import { CalledOff } from './called-off.ts';
import type { Job, JobResult, ReplayJob, ReplayResult } from './job.ts';
import { missingState } from './job-runner.ts';
import { PoolWorker } from './pool-worker.ts';
import type { RunningStep } from './progress.ts';
import { compileQuickjs } from './quickjs-build.ts';
import { TIME_IS_OVER } from './run-in-guest.ts';
import { defaultLimits, type SandboxLimits } from './sandbox-limits.ts';
import { Watchdog } from './watchdog.ts';
import type { Answer } from './worker-messages.ts';

export interface SandboxPoolOptions {
  /** Worker threads; by default one less than there are cores, at least one. */
  readonly workers?: number;
  readonly limits?: Partial<SandboxLimits>;
  /** Ms since the epoch, for the inputs that the pool adds. */
  readonly clock?: () => number;
}

export interface SandboxPool {
  /** Rejects with a `SluiceError`: the kernel's, `internal` for a bug, `shutting_down`. */
  run(job: Job): Promise<JobResult>;
  replay(job: ReplayJob): Promise<ReplayResult>;
  /**
   * Whoever ends the execution does not wait for the step that it is running: when that does not end by itself in a moment, its job rejects
   * with `CalledOff`.
   */
  callOff(executionId: string): void;
  /** The execution is parked or over: its state need not be kept. */
  forget(executionId: string): void;
  close(): Promise<void>;
}

/** A job or replay that has not been answered. */
export interface Ticket {
  readonly id: number;
  readonly task: { readonly kind: 'job'; readonly job: Job } | { readonly kind: 'replay'; readonly job: ReplayJob };
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
  /** By `performance.now()`. */
  readonly postedAtMs: number;
  deaths: number;
  isCalledOff?: true;
}

/** How often a job may lose its worker before it is given up. */
const MAX_DEATHS = 3;
/** Workers that die while they start point to a broken installation: no more than so many in a row, then one at a time. */
const MAX_FAILED_STARTS = 3;
const RESTART_MS = 1000;
/** Ids must fit the worker's shared progress, 32 bits wide. */
const MAX_ID = 2 ** 31;
const SPARE_MS = 30_000;
const endsIt: ReadonlySet<string> = new Set<NewInput['type']>(['cancel-requested', 'execution-timed-out']);

export function createSandboxPool(options: SandboxPoolOptions = {}): SandboxPool {
  return new Pool(options);
}

class Pool implements SandboxPool {
  readonly #limits: SandboxLimits;
  readonly #module = compileQuickjs();
  readonly #clock: () => number;
  readonly #watchdog: Watchdog;
  readonly #workers: PoolWorker[];
  /** Every worker that lives: those in their places, the spare, and those of replays. */
  readonly #living = new Set<PoolWorker>();
  readonly #homes = new Map<string, PoolWorker>();
  /** Ends of steps that a worker died of, until a job of their execution takes them into the journal. */
  readonly #aborts = new Map<string, NewInput[]>();
  #spare: PoolWorker | undefined;
  #lastId = 0;
  #failedStarts = 0;
  #isClosed = false;

  constructor({ workers = Math.max(1, availableParallelism() - 1), limits, clock = Date.now }: SandboxPoolOptions) {
    this.#limits = { ...defaultLimits, ...limits };
    this.#clock = clock;
    this.#watchdog = new Watchdog({ graceMs: this.#limits.killGraceMs });
    this.#workers = Array.from({ length: workers }, () => this.#createWorker());
  }

  run(job: Job): Promise<JobResult> {
    if (job.inputs.some(({ type }) => endsIt.has(type)) && this.#isBusyFor(job)) return this.#runApart(job);
    return this.#submit<JobResult>({ kind: 'job', job });
  }

  #isBusyFor({ executionId }: Job): boolean {
    return (this.#homes.get(executionId) ?? this.#idlest())?.load !== 0;
  }

  /** What ends an execution does not wait behind the steps of others: on a worker of its own, from the journal. */
  async #runApart(job: Job): Promise<JobResult> {
    if (job.state.kind === 'cached') return missingState(job);
    const worker = this.#takeSpare();
    try {
      return await this.#submit<JobResult>({ kind: 'job', job }, worker);
    } finally {
      await this.#close(worker);
    }
  }

  /** On a worker of its own, so that a long one holds nobody up. */
  async replay(job: ReplayJob): Promise<ReplayResult> {
    const worker = this.#takeSpare();
    try {
      return await this.#submit<ReplayResult>({ kind: 'replay', job }, worker);
    } finally {
      await this.#close(worker);
    }
  }

  forget(executionId: string): void {
    this.#homes.get(executionId)?.forget(executionId);
    this.#homes.delete(executionId);
    this.#aborts.delete(executionId);
  }

  callOff(executionId: string): void {
    this.#homes.get(executionId)?.callOff(executionId);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const worker of this.#living) for (const ticket of worker.tickets()) ticket.reject(stopping());
    await Promise.all([...this.#living].map((worker) => this.#close(worker)));
  }

  #close(worker: PoolWorker): Promise<void> {
    this.#living.delete(worker);
    return worker.close();
  }

  #submit<Result>(task: Ticket['task'], worker?: PoolWorker): Promise<Result> {
    if (this.#isClosed) return Promise.reject(stopping());
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    this.#lastId = (this.#lastId + 1) % MAX_ID;
    this.#dispatch({ id: this.#lastId, task, resolve, reject, postedAtMs: performance.now(), deaths: 0 }, worker);
    return promise;
  }

  #dispatch(ticket: Ticket, worker?: PoolWorker): void {
    const { task } = ticket;
    if (worker !== undefined) worker.add(ticket, []);
    else if (task.kind === 'job') this.#dispatchJob(ticket, task.job);
  }

  #dispatchJob(ticket: Ticket, { executionId }: Job): void {
    const home = this.#homes.get(executionId) ?? this.#idlest();
    if (home === undefined) {
      ticket.reject(new SluiceError('internal', 'No sandbox worker could be started.'));
      return;
    }
    this.#homes.set(executionId, home);
    home.add(ticket, this.#aborts.get(executionId) ?? []);
  }

  #idlest(): PoolWorker | undefined {
    let best: PoolWorker | undefined;
    for (const worker of this.#workers) if (best === undefined || worker.load < best.load) best = worker;
    return best;
  }

  #createWorker(): PoolWorker {
    const worker: PoolWorker = new PoolWorker({
      module: this.#module,
      limits: this.#limits,
      watchdog: this.#watchdog,
      answered: (ticket, answer) => this.#settle(ticket, answer),
      suspected: () => this.#prepareSpare(),
      died: (death) => this.#replace(worker, death),
    });
    this.#living.add(worker);
    return worker;
  }

  /** Has a worker started beforehand, so that a kill costs no time; it goes again when it is not needed. */
  #prepareSpare(): void {
    if (this.#spare !== undefined || this.#isClosed) return;
    const spare = this.#createWorker();
    this.#spare = spare;
    setTimeout(() => {
      if (this.#spare !== spare) return;
      this.#spare = undefined;
      void this.#close(spare);
    }, SPARE_MS).unref();
  }

  #takeSpare(): PoolWorker {
    const worker = this.#spare ?? this.#createWorker();
    this.#spare = undefined;
    return worker;
  }

  #settle({ task, resolve, reject }: Ticket, answer: Answer): void {
    if (answer.kind === 'error') {
      reject(new SluiceError(answer.code, answer.message));
      return;
    }
    if (task.kind === 'job' && answer.kind === 'result') {
      const { executionId, needState, status } = answer.result;
      if (needState !== true) this.#aborts.delete(executionId);
      if (isFinal(status)) this.#homes.delete(executionId);
    }
    resolve(answer.result as never); // the answer to a job is a job's result, to a replay a replay's
  }

  /** Puts another worker in a dead one's place, and has its jobs done again. */
  #replace(dead: PoolWorker, death: WorkerDeath): void {
    this.#living.delete(dead);
    if (this.#spare === dead) this.#spare = undefined;
    for (const [executionId, home] of this.#homes) if (home === dead) this.#homes.delete(executionId);
    if (this.#isClosed) return;
    this.#failedStarts = death.wasReady ? 0 : this.#failedStarts + 1;
    this.#refill(this.#workers.indexOf(dead));
    if (death.wasReady) this.#prepareSpare(); // what killed one may be tried again
    const { culprit, step, code } = death;
    if (culprit?.task.kind === 'job' && step !== undefined && culprit.isCalledOff !== true)
      this.#noteAbort(culprit, culprit.task.job, step, code);
    for (const ticket of death.tickets) this.#again(ticket, ticket === culprit ? death : undefined);
  }

  #refill(place: number): void {
    if (place < 0) return;
    if (this.#failedStarts < MAX_FAILED_STARTS) this.#workers[place] = this.#takeSpare();
    else {
      this.#workers.splice(place, 1);
      setTimeout(() => {
        if (!this.#isClosed) this.#workers.push(this.#createWorker());
      }, RESTART_MS).unref();
    }
  }

  /** Has a job done again. `death` is given for the one that its worker died of. */
  #again(ticket: Ticket, death: WorkerDeath | undefined): void {
    const { task } = ticket;
    if (death !== undefined) ticket.deaths += 1;
    if (ticket.isCalledOff === true) ticket.reject(new CalledOff(task.job.executionId));
    else if (ticket.deaths > MAX_DEATHS || task.kind === 'replay') ticket.reject(brokeWorker(task.job.executionId, death));
    else if (task.job.state.kind === 'cached')
      ticket.resolve(missingState(task.job) as never); // it died with the worker
    else this.#dispatch(ticket);
  }

  #noteAbort({ postedAtMs }: Ticket, job: Job, { node, scope, attempt }: RunningStep, limit: ErrorCode): void {
    const { executionId, remainingMs = Number.POSITIVE_INFINITY } = job;
    const isOver = limit === 'step_timeout' && performance.now() - postedAtMs >= remainingMs;
    const code = isOver ? 'execution_timeout' : limit;
    const error = {
      code,
      message: abortMessages[code] ?? 'The sandbox broke while running this step.',
      nodeId: node,
      ...(scope === '' ? {} : { scope }),
    };
    const abort: NewInput = { type: 'step-aborted', at: this.#clock(), node, scope, attempt, error };
    this.#aborts.set(executionId, [...(this.#aborts.get(executionId) ?? []), abort]);
  }
}

/** What a worker died of, and what it leaves behind. */
export interface WorkerDeath {
  readonly code: ErrorCode;
  /** The step that it was running. */
  readonly step: RunningStep | undefined;
  /** The job that it was running. */
  readonly culprit: Ticket | undefined;
  /** All that it has not answered, in order. */
  readonly tickets: readonly Ticket[];
  readonly reason: Error | undefined;
  /** It had started well. */
  readonly wasReady: boolean;
}

const abortMessages: Partial<Record<ErrorCode, string>> = {
  execution_timeout: TIME_IS_OVER,
  step_timeout: 'The step took longer than its limit, in code that could only be ended with its worker.',
  step_memory: 'The step used up the memory of its worker.',
};

function brokeWorker(executionId: string, death: WorkerDeath | undefined): SluiceError {
  const detail = `Execution ${executionId} broke its sandbox worker: ${death?.reason?.message ?? death?.code ?? 'it died'}.`;
  return new SluiceError('internal', detail, { place: { executionId }, cause: death?.reason });
}

function stopping(): SluiceError {
  return new SluiceError('shutting_down', 'The sandbox is closed.');
}
