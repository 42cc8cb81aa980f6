import type { MessagePort } from 'node:worker_threads';
import { SluiceError } from '@sluice/protocol';
import type { JobResult } from './job.ts';
import { JobRunner } from './job-runner.ts';
import { ProgressWriter } from './progress.ts';
import { Sandbox } from './sandbox.ts';
import type { Answer, FromWorker, PostedJob, PostedPlan, ToWorker, WorkerSetup } from './worker-messages.ts';

/** Answers go out together, but none waits longer than this for the others. */
const FLUSH_AFTER_MS = 6;
/** Segments from this size on are handed over. */
const COPIED_BYTES = 64 * 1024;
/** A replay may meet a slower machine than the run did. */
const REPLAY_PATIENCE = 4;

/**
 * Serves a worker's messages: the pure part of executions, guest code included, and nothing else. A worker has no storage, no network and
 * no timers. When guest code breaks it or gets stuck, the pool kills it, and what it had under way is done again by another (`pool.ts`).
 */
export function serveJobs(port: MessagePort, setup: WorkerSetup): void {
  const server = new JobServer(port, setup);
  port.on('message', (message: ToWorker) => server.take(message));
  port.postMessage({ kind: 'ready' } satisfies FromWorker);
}

class JobServer {
  readonly #port: MessagePort;
  readonly #setup: WorkerSetup;
  readonly #progress: ProgressWriter;
  readonly #runner: JobRunner;
  readonly #plans = new Map<string, PostedPlan>();
  #answers: Answer[] = [];
  #flushedAt = 0;

  constructor(port: MessagePort, setup: WorkerSetup) {
    this.#port = port;
    this.#setup = setup;
    this.#progress = new ProgressWriter(setup.progress);
    this.#runner = this.#createRunner(1);
  }

  take({ plans, forgotten, jobs, replays, droppedPlans }: ToWorker): void {
    this.#flushedAt = performance.now();
    for (const plan of plans) this.#plans.set(plan.key, plan);
    for (const executionId of forgotten) this.#runner.forget(executionId);
    for (const job of jobs) this.#answer(job.id, () => ({ id: job.id, kind: 'result', result: this.#run(job) }));
    // In a sandbox of its own, so that it leaves the caches of others alone.
    for (const { id, job } of replays)
      this.#answer(id, () => ({ id, kind: 'replay', result: this.#createRunner(REPLAY_PATIENCE).replay(job) }));
    for (const key of droppedPlans) this.#plans.delete(key);
    this.#flush();
  }

  #createRunner(timeoutFactor: number): JobRunner {
    const { module, limits } = this.#setup;
    const sandbox = new Sandbox({
      module,
      limits,
      timeoutFactor,
      started: (request, timeoutMs) => this.#progress.stepStarted(request, timeoutMs),
      ended: () => this.#progress.stepEnded(),
    });
    return new JobRunner({ runnerFor: (...of) => sandbox.runnerFor(...of) });
  }

  #run(job: PostedJob): JobResult {
    const plan = this.#plans.get(job.planKey);
    if (plan === undefined) throw new Error(`The plan ${job.planKey} was not sent`);
    return this.#runner.run({ ...job, plan });
  }

  #answer(id: number, act: () => Answer): void {
    this.#progress.jobStarted(id);
    try {
      this.#answers.push(act());
    } catch (error) {
      this.#answers.push({ id, kind: 'error', ...describe(error) });
    }
    if (performance.now() - this.#flushedAt > FLUSH_AFTER_MS) this.#flush();
  }

  #flush(): void {
    this.#flushedAt = performance.now();
    const answers = this.#answers;
    if (answers.length === 0) return;
    this.#answers = [];
    const message: FromWorker = { kind: 'answers', answers };
    this.#port.postMessage(message, answers.flatMap(segmentsOf));
  }
}

/** The encoder gives each segment a buffer of its own, which can be handed over without copying; for a small one a copy costs less. */
function segmentsOf(answer: Answer): ArrayBuffer[] {
  const segment = answer.kind === 'result' ? answer.result.segment : undefined;
  // The encoder's buffers are not shared.
  return segment === undefined || segment.byteLength < COPIED_BYTES ? [] : [segment.buffer as ArrayBuffer];
}

/** What the kernel refuses has a code; everything else is a bug of ours, told with its stack. */
function describe(error: unknown): Pick<Extract<Answer, { kind: 'error' }>, 'code' | 'message'> {
  if (error instanceof SluiceError) return { code: error.code, message: error.detail };
  return { code: 'internal', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
