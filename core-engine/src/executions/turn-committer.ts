import { isFinal } from '@sluice/protocol';
import type { CommitAccepted } from '../journal/journal-writer.ts';
import { killPoint } from '../kill-point.ts';
import type { JobResult } from '../sandbox/job.ts';
import type { NewBlob } from '../storage/ports/blob-store.ts';
import type { ExecutionChange } from '../storage/ports/execution-store.ts';
import { childEnded } from './child-ended.ts';
import { isErrorRun } from './error-workflow.ts';
import { changeOf } from './execution-change.ts';
import type { ExecutionHead, LiveExecution, ParentRef, QueuedInput } from './live-execution.ts';
import { isIdle } from './parking.ts';
import { runOutput } from './run-output.ts';
import type { ExecutionRunnerOptions, FollowUp } from './runner-options.ts';

/** What one turn took in and gave out. */
export interface Turn {
  readonly live: LiveExecution;
  readonly inputs: readonly QueuedInput[];
  readonly result: JobResult;
  readonly followUp: FollowUp | undefined;
}

export type TurnCommitterOptions = Pick<
  ExecutionRunnerOptions,
  'writer' | 'blobs' | 'clock' | 'leaseOwner' | 'leaseMs' | 'noticeTimer'
> & {
  /** Told at once after each commit, before the turn goes on. */
  readonly committed: (live: LiveExecution, change: ExecutionChange, accepted: CommitAccepted) => void;
};

type WordToParent = NonNullable<ExecutionChange['notify']>[number] & { readonly blob: NewBlob | undefined };

/** Makes a turn durable: events, status, timers, waits and, at the end of a sub-workflow, the word to its parent, in one transaction. */
export class TurnCommitter {
  readonly #options: TurnCommitterOptions;

  constructor(options: TurnCommitterOptions) {
    this.#options = options;
  }

  /** Rejects as the journal writer does; then nothing of the turn was written. */
  async commit({ live, inputs, result, followUp }: Turn): Promise<void> {
    const { parent } = live.head;
    const isTold = parent !== undefined && isFinal(result.status) && !isErrorRun(live.head);
    const word = isTold ? await this.#wordTo(parent, live.head, result) : undefined;
    const nowMs = this.#options.clock();
    const change = changeOf({
      live,
      inputs,
      result,
      leaseOwner: this.#options.leaseOwner,
      leaseUntilMs: nowMs + this.#options.leaseMs,
      nowMs,
      isParked: isIdle(live, result),
      children: followUp === undefined ? [] : [followUp.child],
      toParent: word,
    });
    const encoder = new TextEncoder();
    const blobs: NewBlob[] = result.newBlobs.map(({ sha256, text }) => ({ sha256, bytes: encoder.encode(text) }));
    if (word?.blob !== undefined) blobs.push(word.blob);
    const accepted = await this.#options.writer.append(change, blobs);
    killPoint('committed');
    live.isCreated = true;
    live.isBlocked = false;
    live.status = result.status;
    if (result.segment !== undefined) live.lastSeq = result.lastSeq;
    for (const { done } of inputs) done?.();
    for (const timer of change.timers?.set ?? []) this.#options.noticeTimer(timer.dueAt);
    this.#options.committed(live, change, accepted);
  }

  /** What a sub-workflow's end means to the execution that called it. */
  async #wordTo(parent: ParentRef, head: ExecutionHead, result: JobResult): Promise<WordToParent> {
    const { input, blob } = childEnded({
      executionId: head.id,
      workflowName: head.workflow.name,
      parent,
      status: result.status,
      output: await runOutput(result, this.#options.blobs),
      error: result.error,
      atMs: this.#options.clock(),
    });
    return { executionId: parent.executionId, input, blob };
  }
}
