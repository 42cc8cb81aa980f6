import type { Plan, StepRunner } from '@sluice/kernel';
import { Sandbox } from './sandbox.ts';
import type { SandboxLimits } from './sandbox-limits.ts';

export interface StepRunnerOptions {
  readonly plan: Plan;
  /** Guest scripts by node type. */
  readonly scripts: Readonly<Record<string, string>>;
  /** Whose code it is; by default nobody else's. */
  readonly owner?: string;
  readonly limits?: Partial<SandboxLimits>;
}

/**
 * Runs a plan's steps in this very thread: the same images, runtime and limits as in a worker, but no wall clock outside. A step that hangs
 * in native code hangs the thread, so this is for tests and for code that one trusts.
 */
export function createStepRunner({ plan, scripts, owner = 'local', limits = {} }: StepRunnerOptions): StepRunner {
  return new Sandbox({ limits }).runnerFor(owner, { key: plan.version, plan, scripts });
}
