import { timingSafeEqual } from 'node:crypto';
import type { EndingInput, NewInput, PendingEffect } from '@sluice/kernel';
import { type ExecutionSummary, type Json, SluiceError } from '@sluice/protocol';
import type { BlobStore } from '../storage/ports/blob-store.ts';
import type { ExecutionStore } from '../storage/ports/execution-store.ts';
import type { ExecutionRunner } from './execution-runner.ts';
import { type LiveExecution, settlesFirst, stepKey } from './live-execution.ts';
import { isBlockedError } from './obstacle.ts';
import { storeValue } from './stored-value.ts';
import { viewExecution } from './view-execution.ts';

export interface DoubtDecision {
  readonly node: string;
  readonly scope: string;
  readonly index: number;
  readonly decision: 'retry' | 'done' | 'fail';
  readonly value?: Json | undefined;
  readonly actor: string;
}

/** What people do to an execution that is under way or parked. Every call resolves once its input is in the journal (I2). */
export class ExecutionControl {
  readonly #runner: ExecutionRunner;
  readonly #store: ExecutionStore;
  readonly #blobs: BlobStore;
  readonly #clock: () => number;

  constructor(options: { runner: ExecutionRunner; store: ExecutionStore; blobs: BlobStore; clock: () => number }) {
    this.#runner = options.runner;
    this.#store = options.store;
    this.#blobs = options.blobs;
    this.#clock = options.clock;
  }

  /** Also of one that cannot go on. */
  async cancel(id: string, by: { actor: string; reason?: string | undefined }): Promise<ExecutionSummary> {
    const input: EndingInput = {
      type: 'cancel-requested',
      at: this.#clock(),
      actor: by.actor,
      ...(by.reason === undefined ? {} : { reason: by.reason }),
    };
    try {
      return await this.#give(id, () => input);
    } catch (error) {
      if (!isBlockedError(error)) throw error;
    }
    await this.#runner.blocked.end(id, input);
    return this.#view(id);
  }

  pause(id: string, actor: string): Promise<ExecutionSummary> {
    return this.#give(id, (live) => {
      refuseQueued(live);
      return { type: 'pause-requested', at: this.#clock(), actor };
    });
  }

  resume(id: string, actor: string): Promise<ExecutionSummary> {
    return this.#give(id, (live) => {
      refuseQueued(live);
      return { type: 'resume-requested', at: this.#clock(), actor };
    });
  }

  /** Throws `execution_not_waiting` when that effect is not in doubt. */
  async resolveDoubt(id: string, decision: DoubtDecision): Promise<ExecutionSummary> {
    const { value, actor } = decision;
    const kept = value === undefined ? undefined : storeValue(value);
    if (kept?.blob !== undefined) await this.#blobs.writeMany([kept.blob]);
    return this.#give(id, (live) => {
      const effect = live.pending.get(stepKey(decision));
      if (effect?.inDoubt !== true || !settlesFirst(live, effect))
        throw new SluiceError('execution_not_waiting', `Effect ${decision.index} of node ${decision.node} is not in doubt.`, {
          place: { executionId: id, nodeId: decision.node },
        });
      return {
        type: 'doubt-resolved',
        at: this.#clock(),
        ...placeOf(effect),
        decision: decision.decision,
        actor,
        ...(kept === undefined ? {} : { value: kept.stored }),
      };
    });
  }

  /**
   * Ends a wait by its resume link. The token is as good as a password: it is compared in constant time and works once. Throws
   * `execution_not_waiting` when it was used, or the wait is over.
   */
  async resumeByToken(id: string, token: string, data: Json): Promise<ExecutionSummary> {
    const kept = storeValue(data);
    if (kept.blob !== undefined) await this.#blobs.writeMany([kept.blob]);
    return this.#give(id, (live) => {
      const effect = findByToken(live, token);
      if (effect === undefined || !settlesFirst(live, effect)) throw linkUsed(id);
      return { type: 'effect-settled', at: this.#clock(), ...placeOf(effect), result: { ok: true, value: kept.stored } };
    }).catch((error: unknown) => {
      throw error instanceof SluiceError && error.code === 'execution_final' ? linkUsed(id) : error;
    });
  }

  async #give(id: string, makeInput: (live: LiveExecution) => NewInput): Promise<ExecutionSummary> {
    await this.#runner.deliver(id, makeInput);
    return this.#view(id);
  }

  async #view(id: string): Promise<ExecutionSummary> {
    const row = await this.#store.find(id);
    if (row === undefined) throw new SluiceError('not_found', `There is no execution ${id}.`);
    return viewExecution(row);
  }
}

function linkUsed(executionId: string): SluiceError {
  return new SluiceError('execution_not_waiting', `Execution ${executionId} does not wait for this link.`, {
    place: { executionId },
  });
}

function refuseQueued({ head, isHeldBack }: LiveExecution): void {
  if (!isHeldBack) return;
  throw new SluiceError('execution_queued', `Execution ${head.id} has not begun: it waits for its turn.`, {
    place: { executionId: head.id },
  });
}

function placeOf({ node, scope, attempt, index }: PendingEffect): {
  node: string;
  scope: string;
  attempt: number;
  index: number;
} {
  return { node, scope, attempt, index };
}

function findByToken(live: LiveExecution, token: string): PendingEffect | undefined {
  const given = Buffer.from(token);
  for (const effect of live.pending.values()) {
    if (effect.wait?.kind !== 'resume') continue;
    const expected = Buffer.from(effect.wait.token);
    if (expected.length === given.length && timingSafeEqual(expected, given)) return effect;
  }
  return undefined;
}
