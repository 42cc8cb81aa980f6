import type { RunError } from '@sluice/protocol';
import type { Logger } from 'pino';
import type { JournalWriter } from '../journal/journal-writer.ts';
import type { Job, JobResult } from '../sandbox/job.ts';
import type { BlobStore } from '../storage/ports/blob-store.ts';
import type { ExecutionChange, ExecutionStore } from '../storage/ports/execution-store.ts';
import type { PlanStore } from '../workflows/plan-store.ts';
import type { EffectRunner } from './effect-runner.ts';
import type { ExecutionHead } from './live-execution.ts';

/** What the runner and its parts work with. */
export interface ExecutionRunnerOptions {
  readonly store: ExecutionStore;
  readonly blobs: BlobStore;
  readonly writer: JournalWriter;
  readonly plans: PlanStore;
  readonly effects: EffectRunner;
  readonly pool: { run(job: Job): Promise<JobResult>; forget(executionId: string): void; callOff(executionId: string): void };
  readonly leaseOwner: string;
  readonly leaseMs: number;
  readonly maxLive: number;
  readonly clock: () => number;
  readonly noticeTimer: (dueAt: number) => void;
  /** What a failure starts: committed with it, so that it is not lost between the two. */
  readonly followUp: (failed: FailedRun) => Promise<FollowUp | undefined>;
  /** Told after the commit of an end: frees its place. */
  readonly ended: (execution: EndedRun) => void;
  /** How long callers are kept waiting, ms; by default two minutes. */
  readonly answerWaitMs?: number;
  /** How long effects may go on while the engine stops, ms; by default two seconds. */
  readonly stopGraceMs?: number;
  readonly log: Logger;
}

export interface FailedRun {
  readonly head: Omit<ExecutionHead, 'loaded'>;
  /** The workflow that its settings name for this case. */
  readonly errorWorkflow: string | undefined;
  readonly error: RunError | undefined;
}

export interface EndedRun {
  readonly executionId: string;
  readonly workflowId: string;
  /** The version's hash. */
  readonly version: string;
}

/** An execution that is made in the commit of another one's end, and begins after it. */
export interface FollowUp {
  readonly child: NonNullable<ExecutionChange['children']>[number];
  readonly begin: () => void;
}
