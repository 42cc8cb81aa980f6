import type { StepOutcome, StepRequest, StepRunner } from '@sluice/kernel';
import type { StepPerf } from './job.ts';

/** A step runner that measures another one. What it measures is shown to people and never journaled (I4). */
export class StepTimer implements StepRunner {
  readonly #runner: StepRunner;
  readonly #steps = new Map<string, { node: string; scope: string; attempt: number; us: number }>();
  #calls = 0;
  #totalMs = 0;

  constructor(runner: StepRunner) {
    this.#runner = runner;
  }

  runStep(request: StepRequest): StepOutcome {
    const start = performance.now();
    const outcome = this.#runner.runStep(request);
    const ms = performance.now() - start;
    const { node, scope, attempt } = request;
    const key = `${attempt} ${node} ${scope}`;
    const known = this.#steps.get(key);
    const us = Math.max(1, Math.round(ms * 1000));
    if (known === undefined) this.#steps.set(key, { node, scope, attempt, us });
    else known.us += us; // run again with the results of its effects
    this.#calls += 1;
    this.#totalMs += ms;
    return outcome;
  }

  get perf(): readonly StepPerf[] {
    return [...this.#steps.values()];
  }

  /** Of a guest call, in ms; above 0. */
  get averageMs(): number {
    return this.#calls === 0 ? 0.1 : Math.max(0.001, this.#totalMs / this.#calls);
  }
}
