import { SluiceError } from '@sluice/protocol';
import { unpackSegment } from '../journal/segment-codec.ts';
import type { Job, JobResult } from '../sandbox/job.ts';
import type { LiveExecution, QueuedInput } from './live-execution.ts';
import type { ExecutionRunnerOptions } from './runner-options.ts';

/** Has the pure part of a turn done in the sandbox: state and inputs in, events and what they ask for out. Nothing of it is durable yet. */
export class TurnComputer {
  readonly #options: Pick<ExecutionRunnerOptions, 'store' | 'blobs' | 'pool' | 'clock'>;

  constructor(options: Pick<ExecutionRunnerOptions, 'store' | 'blobs' | 'pool' | 'clock'>) {
    this.#options = options;
  }

  /** Gives the sandbox the journal when that has forgotten the state. Rejects as `pool.run` does. */
  async compute(live: LiveExecution, inputs: readonly QueuedInput[]): Promise<JobResult> {
    const blobs = await this.#blobTexts(live);
    const job: Omit<Job, 'state'> = {
      executionId: live.head.id,
      owner: live.head.workflow.owner,
      plan: live.head.loaded,
      inputs: inputs.map(({ input }) => input),
      ...this.#timeLeft(live),
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

  #timeLeft({ head }: LiveExecution): Pick<Job, 'remainingMs'> {
    const { timeoutMs } = head.loaded.plan.settings;
    return timeoutMs === undefined ? {} : { remainingMs: Math.max(0, head.startedAtMs + timeoutMs - this.#options.clock()) };
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
}
