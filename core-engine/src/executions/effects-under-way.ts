import type { PendingEffect } from '@sluice/kernel';
import type { JobResult } from '../sandbox/job.ts';
import type { EffectRunner } from './effect-runner.ts';
import { attemptKey, type LiveExecution, type QueuedInput } from './live-execution.ts';
import { recoverEffects } from './pending.ts';

export interface EffectsUnderWayOptions {
  readonly effects: EffectRunner;
  readonly clock: () => number;
  /** Whether anybody still wants to know what became of the execution's effects. */
  readonly isWanted: (live: LiveExecution) => boolean;
  readonly settled: (live: LiveExecution, queued: QueuedInput) => void;
  readonly failed: (live: LiveExecution, error: unknown) => void;
}

/** Starts the effects that a committed turn has asked for (I1), one of each attempt at a time, and hands on what comes of them. */
export class EffectsUnderWay {
  readonly #options: EffectsUnderWayOptions;

  constructor(options: EffectsUnderWayOptions) {
    this.#options = options;
  }

  begin(live: LiveExecution, result: JobResult, wasRecovered: boolean): void {
    if (!wasRecovered) {
      for (const effect of result.effects) this.#perform(live, effect);
      return;
    }
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
        if (this.#options.isWanted(live)) this.#options.settled(live, queued);
      },
      (error: unknown) => {
        live.inFlight.delete(key);
        if (this.#options.isWanted(live)) this.#options.failed(live, error);
      },
    );
  }
}
