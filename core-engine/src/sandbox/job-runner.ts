import { hash } from 'node:crypto';
import {
  advance,
  applyEvent,
  createState,
  decodeState,
  encodeEvent,
  encodeState,
  pendingEffects,
  type RunHost,
  type RunState,
  replay,
  type StepRunner,
} from '@sluice/kernel';
import { BLOB_THRESHOLD_BYTES, type JournalEvent, type Json, type OutputItem, type StoredValue } from '@sluice/protocol';
import { LRUCache } from 'lru-cache';
import type { Job, JobResult, JobState, ReplayJob, ReplayResult } from './job.ts';
import { StepTimer } from './step-timer.ts';

export interface JobRunnerOptions {
  /** @param endsAtMs by `performance.now()`: when the execution's time is over */
  readonly runnerFor: (owner: string, plan: Job['plan'], endsAtMs?: number) => StepRunner;
}

/** An execution's state as it is after the last job. */
interface Kept {
  readonly state: RunState;
  snapshotSeq: number;
  /** Guest calls for which a job of this execution may go on before others get their turn. */
  maxSteps: number;
}

const MAX_STATES = 5000;
const MAX_BLOB_BYTES = 64 * 1024 * 1024;
const SNAPSHOT_EVERY_EVENTS = 500;
const FIRST_MAX_STEPS = 64;
const MOST_STEPS = 512;
/** How long a job should keep its worker at most. */
const FAIR_MS = 50;
/** After so long a job begins no further step, whatever was to be expected of it. */
const OVERDUE_MS = 200;

/**
 * Advances executions by the kernel's rules. Owns the states of those it advanced last and the blobs it read last, both caches: what
 * counts is the journal. Where the guest runs is for `runnerFor` to say. Synchronous, and the same in a worker and in a test.
 */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #states = new LRUCache<string, Kept>({ max: MAX_STATES });
  readonly #blobs = new LRUCache<string, string>({ maxSize: MAX_BLOB_BYTES, sizeCalculation: (text) => text.length * 2 + 1 });
  readonly #encoder = new TextEncoder();

  constructor(options: JobRunnerOptions) {
    this.#options = options;
  }

  forget(executionId: string): void {
    this.#states.delete(executionId);
  }

  /** A job that throws leaves no state behind. */
  run(job: Job): JobResult {
    const kept = this.#stateFor(job);
    this.#states.delete(job.executionId);
    if (kept === undefined) return missingState(job);
    const host = this.#hostFor(job);
    const startedAt = performance.now();
    const endsAtMs = job.remainingMs === undefined ? undefined : startedAt + job.remainingMs;
    const timer = new StepTimer(this.#options.runnerFor(job.owner, job.plan, endsAtMs));
    const isOverdue = () => performance.now() - startedAt > OVERDUE_MS;
    const { plan } = job.plan;
    const firstSeq = kept.state.seq + 1;
    const made = advance(plan, kept.state, job.inputs, { ...host, runner: timer }, { maxSteps: kept.maxSteps, isOverdue });
    const { state } = kept;
    kept.maxSteps = Math.max(1, Math.min(MOST_STEPS, Math.floor(FAIR_MS / timer.averageMs)));
    const isOver = state.ended !== undefined;
    if (!isOver) this.#states.set(job.executionId, kept);
    const wantsPending = job.state.kind === 'journal' || made.status === 'waiting' || made.status === 'in-doubt';
    const output = state.ended?.status === 'completed' ? this.#outputOf(state.ended.output, host) : undefined;
    const snapshot = isOver ? undefined : this.#snapshotOf(kept);
    return {
      executionId: job.executionId,
      missingBlobs: made.missingBlobs,
      more: made.more,
      firstSeq,
      lastSeq: state.seq,
      segment: this.#encode(made.events),
      status: made.status,
      effects: made.effects,
      ...(wantsPending ? { pending: pendingEffects(plan, state) } : undefined),
      timers: made.timers,
      isPaused: state.isPaused,
      ...(made.response === undefined ? undefined : { response: made.response }),
      ...(output === undefined ? undefined : { output }),
      ...(made.error === undefined ? undefined : { error: made.error }),
      newBlobs: host.written.map(([sha256, text]) => ({ sha256, text })),
      ...(snapshot === undefined ? undefined : { snapshot }),
      perf: timer.perf,
    };
  }

  replay({ plan, owner, events, blobs }: ReplayJob): ReplayResult {
    const host: RunHost = { ...this.#hostFor({ blobs }), runner: this.#options.runnerFor(owner, plan) };
    const { events: compared, identical, divergence } = replay(plan.plan, events, host);
    return { events: compared, identical, divergence: divergence ?? null };
  }

  #stateFor({ executionId, state: from, plan }: Job): Kept | undefined {
    const known = this.#states.get(executionId);
    if (from.kind === 'cached') return known?.state.seq === from.seq ? known : undefined;
    const state = from.kind === 'fresh' ? createState() : readJournal(plan.plan, from);
    return { state, snapshotSeq: state.seq, maxSteps: FIRST_MAX_STEPS };
  }

  /** The kernel's host without its runner; `written` are the blobs that it was given to keep. */
  #hostFor({ blobs = {} }: Pick<Job, 'blobs'>): Omit<RunHost, 'runner'> & { readonly written: [sha256: string, text: string][] } {
    const written = new Map<string, string>();
    for (const [sha256, text] of Object.entries(blobs)) this.#blobs.set(sha256, text);
    return {
      sha256: (text) => hash('sha256', text, 'hex'),
      readBlob: (sha256) => (Object.hasOwn(blobs, sha256) ? blobs[sha256] : (written.get(sha256) ?? this.#blobs.get(sha256))),
      writeBlob: (sha256, text) => {
        written.set(sha256, text);
        this.#blobs.set(sha256, text);
      },
      get written() {
        return [...written];
      },
    };
  }

  /** One event to a line; encoded once, as the bytes that are stored. */
  #encode(events: readonly JournalEvent[]): Uint8Array | undefined {
    if (events.length === 0) return undefined;
    return this.#encoder.encode(`${events.map(encodeEvent).join('\n')}\n`);
  }

  #snapshotOf(kept: Kept): JobResult['snapshot'] {
    const { state } = kept;
    if (state.seq - kept.snapshotSeq < SNAPSHOT_EVERY_EVENTS) return undefined;
    kept.snapshotSeq = state.seq;
    return { seq: state.seq, bytes: this.#encoder.encode(encodeState(state)) };
  }

  /** The `json` of the items that the run ended with, kept as a blob when it is large. */
  #outputOf(
    list: Extract<RunState['ended'], { status: 'completed' }>['output'],
    host: Omit<RunHost, 'runner'>,
  ): StoredValue | undefined {
    const text = 'items' in list ? undefined : host.readBlob(list.blob.sha256);
    if (!('items' in list) && text === undefined) return undefined;
    const items: readonly OutputItem[] = 'items' in list ? list.items : JSON.parse(text ?? '[]');
    const value: Json = items.map(({ json }) => json);
    const encoded = JSON.stringify(value);
    const size = encoded.length * 3 <= BLOB_THRESHOLD_BYTES ? 0 : Buffer.byteLength(encoded);
    if (size <= BLOB_THRESHOLD_BYTES) return { value };
    const sha256 = host.sha256(encoded);
    host.writeBlob(sha256, encoded);
    return { blob: { sha256, size, mediaType: 'application/json' } };
  }
}

function readJournal(plan: Job['plan']['plan'], { snapshot, segments }: Extract<JobState, { kind: 'journal' }>): RunState {
  const decoder = new TextDecoder();
  const state = snapshot === undefined ? createState() : decodeState(decoder.decode(snapshot));
  for (const segment of segments) {
    for (const line of decoder.decode(segment).split('\n')) {
      if (line === '') continue;
      const event: JournalEvent = JSON.parse(line); // the journal holds what was encoded from events
      if (event.seq > state.seq) applyEvent(plan, state, event);
    }
  }
  return state;
}

export function missingState({ executionId }: Pick<Job, 'executionId'>): JobResult {
  return {
    executionId,
    needState: true,
    missingBlobs: [],
    more: false,
    firstSeq: 0,
    lastSeq: 0,
    segment: undefined,
    status: 'running',
    effects: [],
    timers: [],
    newBlobs: [],
    perf: [],
  };
}
