import { type EndingInput, encodeEvent, endAtOnce, type NewInput } from '@sluice/kernel';
import { type ExecutionStatus, isFinal, type Json, type RunError } from '@sluice/protocol';
import { packSegment } from '../journal/segment-codec.ts';
import type { ExecutionChange, ExecutionRow } from '../storage/ports/execution-store.ts';
import { cancelOfChildren } from './cancel-of-children.ts';
import { childEnded } from './child-ended.ts';
import { isErrorRun } from './error-workflow.ts';
import { blobsOf } from './execution-change.ts';
import { hasEnded } from './live-execution.ts';
import { blockedError, kindOf, withObstacle, withoutObstacle } from './obstacle.ts';
import type { ExecutionRunnerOptions } from './runner-options.ts';
import { headOf, takeLease } from './take-execution.ts';

export interface BlockedExecutionsOptions extends ExecutionRunnerOptions {
  /** An execution of this process was given something into its inbox. */
  readonly inboxFilled: (executionId: string) => void;
}

/** How often an execution may be stopped by what nobody foresaw, with no event in between, before it is blocked. */
const TRIES = 3;

/**
 * What becomes of executions that an error has stopped which is not their workflow's own: a module is gone, a blob is lost, a bug. None
 * is tried for ever and none is forgotten (I11): it is *blocked*, which is parked with the obstacle as its reason. No sweep takes it up
 * then; it goes on when somebody has an input for it or the engine starts, and the obstacle is gone. What ends it, a cancel or the end of
 * its time, needs no plan and works in any case.
 */
export class BlockedExecutions {
  readonly #options: BlockedExecutionsOptions;
  readonly #failures = new Map<string, number>();

  constructor(options: BlockedExecutionsOptions) {
    this.#options = options;
  }

  /** It has come on by an event. */
  progressed(executionId: string): void {
    if (this.#failures.size > 0) this.#failures.delete(executionId);
  }

  /**
   * An execution whose lease is ours under `fence` was stopped by `error`: blocks it, or gives its lease back, so that the sweep tries
   * again. Resolves to what those are to be told who had an input for it; never rejects.
   */
  async meet(executionId: string, fence: number, error: unknown): Promise<unknown> {
    const kind = kindOf(error);
    if (kind === 'fenced') return error;
    const { store, leaseOwner, log } = this.#options;
    try {
      if (kind === 'lasting' || (kind === 'unknown' && this.#countFailure(executionId) >= TRIES))
        return await this.#block(executionId, fence, error);
      await store.release(leaseOwner, [executionId]);
    } catch (cause) {
      // Its lease runs out, and the sweep takes it up.
      log.error({ err: cause, executionId }, 'an execution that was stopped could not be let go of');
    }
    return error;
  }

  /** Ends one that is blocked. Throws `execution_final`, `not_found`, or `overloaded` when another engine holds the lease. */
  async end(executionId: string, input: EndingInput): Promise<void> {
    await this.#end(await this.#lease(executionId), input);
  }

  /** Gives one that is queued, and can go on again, back to the sweep. */
  async unblockQueued(executionId: string): Promise<void> {
    const { id, fence, waits } = await this.#lease(executionId);
    await this.#append({ id, fence }, { isBlocked: false, waits: withoutObstacle(waits) as unknown as Json, releaseLease: true });
  }

  async #lease(executionId: string): Promise<ExecutionRow> {
    const row = await takeLease(executionId, this.#options);
    if (row === undefined) throw hasEnded(executionId);
    return row;
  }

  #countFailure(executionId: string): number {
    const failures = (this.#failures.get(executionId) ?? 0) + 1;
    this.#failures.set(executionId, failures);
    return failures;
  }

  async #block(executionId: string, fence: number, error: unknown): Promise<unknown> {
    const { store, log, ended } = this.#options;
    this.#failures.delete(executionId);
    const row = await store.find(executionId);
    if (row === undefined || isFinal(row.status)) return error;
    const cancel = await this.#cancelInInbox(executionId);
    if (cancel !== undefined) {
      await this.#end({ ...row, fence }, cancel);
      return error;
    }
    // The document may be the very obstacle.
    const document = await this.#options.plans.findDocument(row.version).catch(() => undefined);
    const waits = withObstacle(row.waits, error, document) as unknown as Json; // optional members are left out where they are not set
    const status = row.status === 'running' ? 'waiting' : row.status;
    await this.#append({ id: executionId, fence }, { status, waits, isBlocked: true, releaseLease: true });
    log.warn({ err: error, executionId }, 'an execution cannot go on and is parked with the reason');
    // One that has not begun holds up nobody else meanwhile.
    if (row.status === 'queued') ended({ executionId, workflowId: row.workflowId, version: row.version });
    return blockedError(executionId, error);
  }

  /** The parent of a sub-workflow has ended. */
  async #cancelInInbox(executionId: string): Promise<EndingInput | undefined> {
    // What cannot be loaded may be the very obstacle.
    const loaded = await this.#options.store.load(executionId).catch(() => undefined);
    return loaded?.inbox.map(({ input }) => input).find((input) => input.type === 'cancel-requested');
  }

  async #end(row: ExecutionRow, input: EndingInput): Promise<void> {
    const { clock, ended, plans, followUp: prepareFollowUp } = this.#options;
    const started = row.lastSeq > 0 ? undefined : await this.#firstInput(row.id);
    const { status, error, events } = endAtOnce(row.lastSeq, input, started);
    const lines = new TextEncoder().encode(events.map((event) => `${encodeEvent(event)}\n`).join(''));
    const errorWorkflow = status === 'failed' ? (await plans.findDocument(row.version))?.settings.errorWorkflow : undefined;
    const followUp = await prepareFollowUp({ head: headOf(row), errorWorkflow, error });
    const nowMs = clock();
    await this.#append(row, {
      status,
      endedAtMs: nowMs,
      segment: { firstSeq: row.lastSeq + 1, lastSeq: row.lastSeq + events.length, bytes: packSegment(lines) },
      isBlocked: false,
      ...(started === undefined ? {} : { blobs: blobsOf(started) }),
      ...(error === undefined ? {} : { error }),
      ...(followUp === undefined ? {} : { children: [followUp.child] }),
      tellChildren: cancelOfChildren({ executionId: row.id, status, inputs: [input], atMs: nowMs }),
      notify: wordToParent(row, { status, error, atMs: nowMs }),
    });
    ended({ executionId: row.id, workflowId: row.workflowId, version: row.version });
    followUp?.begin();
  }

  /** One that is made together with another's end has its start in its inbox. */
  async #firstInput(executionId: string): Promise<NewInput | undefined> {
    const loaded = await this.#options.store.load(executionId);
    return loaded?.inbox.map(({ input }) => input).find(({ type }) => type === 'execution-started');
  }

  async #append({ id, fence }: Pick<ExecutionRow, 'id' | 'fence'>, change: Partial<ExecutionChange>): Promise<void> {
    const { writer, leaseOwner, inboxFilled } = this.#options;
    const accepted = await writer.append({ executionId: id, lease: { owner: leaseOwner, fence }, ...change });
    for (const { executionId } of change.notify ?? []) if (!accepted.undelivered.includes(executionId)) inboxFilled(executionId);
    for (const executionId of accepted.toldChildren) inboxFilled(executionId);
  }
}

function wordToParent(
  { id, workflowName, parent }: ExecutionRow,
  end: { readonly status: ExecutionStatus; readonly error: RunError | undefined; readonly atMs: number },
): NonNullable<ExecutionChange['notify']> {
  if (parent === undefined || isErrorRun({ parent })) return [];
  const { input } = childEnded({ executionId: id, workflowName, parent, output: [], ...end });
  return [{ executionId: parent.executionId, input }];
}
