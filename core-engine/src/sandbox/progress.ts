import type { StepRequest } from '@sluice/kernel';

/**
 * What a worker is doing, readable from outside while it is stuck: shared memory that the worker writes and the pool's watchdog reads.
 * `count` grows by one when a step starts and when it ends; it is odd while one runs.
 */
const COUNT = 0;
const TIMEOUT_MS = 1;
const JOB = 2;
const STEP_BYTES = 3;
const WORDS = 4;
const TEXT_BYTES = 2048;

export function createProgressBuffer(): SharedArrayBuffer {
  return new SharedArrayBuffer(WORDS * 4 + TEXT_BYTES);
}

/** The step that a worker was running. */
export interface RunningStep {
  readonly node: string;
  readonly scope: string;
  readonly attempt: number;
}

export class ProgressWriter {
  readonly #words: Int32Array;
  readonly #text: Buffer;

  constructor(buffer: SharedArrayBuffer) {
    this.#words = new Int32Array(buffer, 0, WORDS);
    this.#text = Buffer.from(buffer, WORDS * 4);
  }

  jobStarted(id: number): void {
    this.#words[JOB] = id;
  }

  stepStarted({ node, scope, attempt }: StepRequest, timeoutMs: number): void {
    this.#words[STEP_BYTES] = this.#text.write(`${attempt} ${node} ${scope}`);
    this.#words[TIMEOUT_MS] = timeoutMs;
    Atomics.add(this.#words, COUNT, 1);
  }

  stepEnded(): void {
    Atomics.add(this.#words, COUNT, 1);
  }
}

export class ProgressReader {
  readonly #words: Int32Array;
  readonly #text: Buffer;

  constructor(buffer: SharedArrayBuffer) {
    this.#words = new Int32Array(buffer, 0, WORDS);
    this.#text = Buffer.from(buffer, WORDS * 4);
  }

  get count(): number {
    return Atomics.load(this.#words, COUNT);
  }

  get isInStep(): boolean {
    return this.count % 2 !== 0;
  }

  get timeoutMs(): number {
    return this.#words[TIMEOUT_MS] ?? 0;
  }

  get jobId(): number {
    return this.#words[JOB] ?? 0;
  }

  /** Only while `isInStep`, or once the worker is dead. */
  get step(): RunningStep {
    const text = this.#text.toString('utf8', 0, this.#words[STEP_BYTES]);
    const [attempt = '', node = '', ...scope] = text.split(' ');
    return { node, scope: scope.join(' '), attempt: Number(attempt) };
  }
}
