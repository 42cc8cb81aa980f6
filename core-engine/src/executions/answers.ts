import { isFinal, type Json, SluiceError, type StoredValue } from '@sluice/protocol';
import type { JobResult } from '../sandbox/job.ts';
import type { BlobStore } from '../storage/ports/blob-store.ts';
import type { ExecutionRow, ExecutionStore } from '../storage/ports/execution-store.ts';
import type { LiveExecution, Waiter } from './live-execution.ts';
import { isForPerson, isParkedForLong } from './parking.ts';
import { readOutput } from './read-output.ts';
import { runOutput } from './run-output.ts';
import { loadStoredValue } from './stored-value.ts';
import { Waiters } from './waiters.ts';

/** The longest that a caller is kept waiting for an answer; then it is told where the execution can be found. */
const ANSWER_WAIT_MS = 120_000;

export interface AnswersOptions {
  readonly store: Pick<ExecutionStore, 'find' | 'loadSegments'>;
  readonly blobs: Pick<BlobStore, 'read'>;
  readonly clock: () => number;
  /** How long callers are kept waiting, ms; by default two minutes. */
  readonly answerWaitMs?: number;
}

/**
 * Answers the callers who wait for executions: with the response, the end, or how things stand when it would take too long. Called
 * with what is committed only (I2).
 */
export class Answers {
  readonly #options: AnswersOptions;
  readonly #waitMs: number;
  readonly #waiters: Waiters;

  constructor(options: AnswersOptions) {
    this.#options = options;
    this.#waitMs = options.answerWaitMs ?? ANSWER_WAIT_MS;
    this.#waiters = new Waiters({ limitMs: this.#waitMs, tooLong: (id, waiter) => this.#tellStatus(id, waiter) });
  }

  add(executionId: string, waiter: Waiter): void {
    this.#waiters.add(executionId, waiter);
  }

  isAwaited(executionId: string): boolean {
    return this.#waiters.has(executionId);
  }

  respond(executionId: string, response: StoredValue): void {
    const waiters = this.#waiters.takeForResponse(executionId);
    if (waiters.length === 0) return;
    const answering = loadStoredValue(response, this.#options.blobs);
    for (const waiter of waiters)
      answering.then((value) => waiter.settle({ kind: 'response', executionId, response: value }), waiter.fail);
  }

  ended(executionId: string, result: JobResult): void {
    const { status, error } = result;
    runOutput(result, this.#options.blobs).then(
      (output) => this.#waiters.settle(executionId, { kind: 'final', executionId, status, output, error }),
      (cause: unknown) => this.#waiters.fail(executionId, cause),
    );
  }

  /** Tells those who came late how it stands, if it has ended or waits for a person; who waits for it to go on is told later. */
  async catchUp(executionId: string): Promise<void> {
    const row = await this.#options.store.find(executionId);
    if (row === undefined) {
      const error = new SluiceError('not_found', `There is no execution ${executionId}.`, { place: { executionId } });
      this.#waiters.fail(executionId, error);
    } else if (isFinal(row.status)) {
      const { status, error } = row;
      const output = status === 'completed' ? await this.#storedOutput(row) : [];
      this.#waiters.settle(executionId, { kind: 'final', executionId, status, output, error });
    } else if (isForPerson(row)) this.#waiters.settle(executionId, { kind: 'parked', executionId, status: row.status });
  }

  /** It is parked: those who would wait for a person, or beyond their patience, are told so. */
  parked(live: LiveExecution, result: JobResult): void {
    const { id } = live.head;
    if (this.#waiters.has(id) && isParkedForLong(live, result, this.#options.clock() + this.#waitMs))
      this.#waiters.settle(id, { kind: 'parked', executionId: id, status: live.status });
  }

  fail(executionId: string, error: unknown): void {
    this.#waiters.fail(executionId, error);
  }

  failAll(error: unknown): void {
    this.#waiters.failAll(error);
  }

  async #storedOutput({ id, lastSeq }: ExecutionRow): Promise<Json[]> {
    const [last] = await this.#options.store.loadSegments(id, lastSeq - 1, 1);
    return last === undefined ? [] : readOutput(last.bytes, this.#options.blobs);
  }

  #tellStatus(executionId: string, waiter: Waiter): void {
    this.#options.store.find(executionId).then(
      (row) => waiter.settle({ kind: 'parked', executionId, status: row?.status ?? 'running' }),
      (error: unknown) => waiter.fail(error),
    );
  }
}
