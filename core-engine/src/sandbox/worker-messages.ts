import type { Plan } from '@sluice/kernel';
import type { ErrorCode } from '@sluice/protocol';
import type { Job, JobResult, ReplayJob, ReplayResult } from './job.ts';
import type { SandboxLimits } from './sandbox-limits.ts';

/** What a worker starts with. */
export interface WorkerSetup {
  readonly module: WebAssembly.Module;
  readonly limits: SandboxLimits;
  /** See `progress.ts`. */
  readonly progress: SharedArrayBuffer;
}

/** A job on its way to a worker: the plan is named, and sent along only when this worker does not have it. */
export interface PostedJob extends Omit<Job, 'plan'> {
  readonly id: number;
  readonly planKey: string;
}

export interface PostedPlan {
  readonly key: string;
  readonly plan: Plan;
  readonly scripts: Readonly<Record<string, string>>;
}

/** Everything for a worker that came up in one tick, in one message. */
export interface ToWorker {
  readonly plans: readonly PostedPlan[];
  readonly droppedPlans: readonly string[];
  /** Executions whose state need not be kept any more. */
  readonly forgotten: readonly string[];
  readonly jobs: readonly PostedJob[];
  readonly replays: readonly { readonly id: number; readonly job: ReplayJob }[];
}

export type Answer =
  | { readonly id: number; readonly kind: 'result'; readonly result: JobResult }
  | { readonly id: number; readonly kind: 'replay'; readonly result: ReplayResult }
  | { readonly id: number; readonly kind: 'error'; readonly code: ErrorCode; readonly message: string };

export type FromWorker = { readonly kind: 'ready' } | { readonly kind: 'answers'; readonly answers: readonly Answer[] };
