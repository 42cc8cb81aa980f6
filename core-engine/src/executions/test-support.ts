import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewInput } from '@sluice/kernel';
import { type JournalEvent, type Json, SluiceError, type Wait, workflowDocument } from '@sluice/protocol';
import { pino } from 'pino';
import type { EffectAnswer, EffectCall } from '../gate/perform-effect.ts';
import { createJournalWriter, type JournalWriter } from '../journal/journal-writer.ts';
import { decodeSegment } from '../journal/segment-codec.ts';
import type { Job, JobPlan, JobResult } from '../sandbox/job.ts';
import { JobRunner } from '../sandbox/job-runner.ts';
import { Sandbox } from '../sandbox/sandbox.ts';
import { codePlan, startedWith } from '../sandbox/test-support.ts';
import type { Storage } from '../storage/ports/storage.ts';
import { openSqliteStorage } from '../storage/sqlite/open-sqlite-storage.ts';
import type { LoadedPlan, PlanStore } from '../workflows/plan-store.ts';
import { EffectRunner } from './effect-runner.ts';
import { ExecutionRunner } from './execution-runner.ts';
import type { Ending, ExecutionHead, Waiter } from './live-execution.ts';
import type { ExecutionRunnerOptions } from './runner-options.ts';

/** An effect that is being performed, in the hands of the test. */
export interface PerformingEffect extends EffectCall {
  readonly signal: AbortSignal;
  /** The far side has answered. */
  settle(value: Json): void;
  /** It has refused. */
  fail(code: string): void;
  /** The answer comes later. */
  defer(wait: Wait): void;
}

/**
 * What a runner needs, as small and as real as can be: SQLite in a folder of its own, the kernel with the guest in this thread, and
 * effects, commits and the clock in the test's hands.
 */
export class TestSurroundings implements AsyncDisposable {
  readonly home: string;
  readonly storage: Storage;
  readonly effects: PerformingEffect[] = [];
  readonly ended: string[] = [];
  /** Versions whose module is gone. */
  readonly brokenVersions = new Set<string>();
  /** Every change that was given to the journal, refused ones included. */
  readonly commits: Parameters<JournalWriter['append']>[0][] = [];
  /** Ms since the epoch. */
  now = 1_800_000_000_000;
  /** Awaited before each commit. */
  beforeCommit: () => Promise<void> | undefined = () => undefined;
  readonly #jobs = new JobRunner({ runnerFor: (...of) => sandbox.runnerFor(...of) });
  readonly #plans = new Map<string, LoadedPlan>();
  readonly #writer: JournalWriter;

  private constructor(home: string, storage: Storage) {
    this.home = home;
    this.storage = storage;
    this.#writer = createJournalWriter(storage);
  }

  static async open(): Promise<TestSurroundings> {
    const home = mkdtempSync(join(tmpdir(), 'sluice-runner-'));
    return new TestSurroundings(home, await openSqliteStorage({ home, softwareVersion: '1.0.0' }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writer.close();
    await this.storage.close();
    rmSync(this.home, { recursive: true });
  }

  createRunner(over: Partial<ExecutionRunnerOptions> = {}): ExecutionRunner {
    const perform = (call: EffectCall, signal: AbortSignal) => this.#perform(call, signal);
    return new ExecutionRunner({
      store: this.storage.executions,
      blobs: this.storage.blobs,
      writer: {
        append: async (change, blobs) => {
          await this.beforeCommit();
          this.commits.push(change);
          return this.#writer.append(change, blobs);
        },
        pending: 0,
        close: async () => undefined,
      },
      plans: {
        load: async (key: string) => {
          if (this.brokenVersions.has(key))
            throw new SluiceError('document_invalid', `${key} no longer compiles.`, { place: { nodeId: 'code' } });
          return this.#plans.get(key);
        },
        findDocument: async (key: string) => this.#plans.get(key)?.document,
      } as unknown as PlanStore, // the methods that are used
      effects: new EffectRunner({ perform, blobs: this.storage.blobs, clock: () => this.now }),
      pool: this.pool,
      leaseOwner: 'engine-a',
      leaseMs: 15_000,
      maxLive: 100,
      clock: () => this.now,
      noticeTimer: () => undefined,
      stopGraceMs: 0,
      followUp: async () => undefined,
      ended: ({ executionId }) => this.ended.push(executionId),
      log: pino({ level: 'silent' }),
      ...over,
    });
  }

  readonly pool = {
    run: async (job: Job): Promise<JobResult> => this.#jobs.run(job),
    forget: (executionId: string) => this.#jobs.forget(executionId),
    callOff: () => undefined, // its jobs are done at once
  };

  /** The head of an execution of a workflow that is one code node after its trigger, or of a plan. */
  headOf(id: string, what: string | JobPlan, over: Partial<ExecutionHead> = {}): ExecutionHead {
    const plan = typeof what === 'string' ? codePlan(what) : what;
    const loaded: LoadedPlan = { ...plan, document: workflowDocument.parse({ format: 'sluice/1', name: 'Test', nodes: {} }) };
    this.#plans.set(plan.key, loaded);
    return {
      id,
      workflow: { id: 'workflow', name: 'Test', owner: 'did:key:alice' },
      loaded,
      startedAtMs: this.now,
      mode: 'manual',
      trigger: plan.plan.triggers[0] ?? '',
      actor: undefined,
      parent: undefined,
      depth: 0,
      ...over,
    };
  }

  async journalOf(id: string): Promise<JournalEvent[]> {
    const segments = await this.storage.executions.loadSegments(id, 0, 1000);
    return segments.flatMap(({ bytes }) => decodeSegment(bytes));
  }

  async statusOf(id: string): Promise<string | undefined> {
    return (await this.storage.executions.find(id))?.status;
  }

  #perform({ pending, context }: EffectCall, signal: AbortSignal): Promise<EffectAnswer> {
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      const answer = (result: Extract<EffectAnswer, { kind: 'settled' }>['result']) =>
        resolve({ kind: 'settled', result, decision: undefined });
      this.effects.push({
        pending,
        context,
        signal,
        settle: (value) => answer({ ok: true, value }),
        fail: (code) => answer({ ok: false, error: { code, message: code } }),
        defer: (wait) => resolve({ kind: 'deferred', wait, decision: undefined }),
      });
    });
  }
}

/** One for all tests of a file: making one takes longer than a test. */
const sandbox = new Sandbox();

export function startedInput(head: ExecutionHead, items: readonly Json[] = [{}]): NewInput {
  return { ...startedWith(head.id, head.loaded, items), at: head.startedAtMs } as NewInput;
}

/** Somebody who waits for an execution. */
export function createWaiter(until: Waiter['until'] = 'end'): { waiter: Waiter; ending: Promise<Ending> } {
  const { promise, resolve, reject } = Promise.withResolvers<Ending>();
  promise.catch(() => undefined); // who is interested awaits it
  return { waiter: { until, settle: resolve, fail: reject }, ending: promise };
}

/** Holds something up until it is opened. */
export function createGate(): { readonly passed: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { passed: promise, open: resolve };
}
