import type { PendingEffect } from '@sluice/kernel';
import type { EffectContext } from '../gate/gated-effect.ts';
import type { EffectAnswer, PerformEffect } from '../gate/perform-effect.ts';
import { killPoint } from '../kill-point.ts';
import type { BlobStore } from '../storage/ports/blob-store.ts';
import { blobRefsIn } from './blob-refs-in.ts';
import type { LiveExecution, QueuedInput } from './live-execution.ts';
import { storeValue } from './stored-value.ts';

export interface EffectRunnerOptions {
  readonly perform: PerformEffect;
  readonly blobs: BlobStore;
  readonly clock: () => number;
}

/** Has one effect performed through the gate (I10) and turns the answer into the input that the journal keeps. */
export class EffectRunner {
  readonly #options: EffectRunnerOptions;

  constructor(options: EffectRunnerOptions) {
    this.#options = options;
  }

  /** Rejects only when the engine stops or a blob cannot be kept: nothing is recorded then, and the effect is asked again or in doubt. */
  async perform(live: LiveExecution, pending: PendingEffect, signal: AbortSignal): Promise<QueuedInput> {
    killPoint('effect-begun');
    const answer = await this.#options.perform({ pending, context: contextOf(live, pending) }, signal);
    killPoint('effect-done');
    return this.#inputOf(pending, answer);
  }

  async #inputOf({ node, scope, attempt, index }: PendingEffect, answer: EffectAnswer): Promise<QueuedInput> {
    const step = { at: this.#options.clock(), node, scope, attempt, index };
    if (answer.kind === 'deferred') return { input: { ...step, type: 'effect-deferred', wait: answer.wait } };
    const { result } = answer;
    if (!result.ok) return { input: { ...step, type: 'effect-settled', result } };
    const { stored, blob } = storeValue(result.value);
    if (blob !== undefined) await this.#options.blobs.writeMany([blob]);
    const input = { ...step, type: 'effect-settled', result: { ok: true, value: stored } } as const;
    return blob === undefined ? { input } : { input, blobs: blobRefsIn(result.value) };
  }
}

function contextOf({ head }: LiveExecution, { node: id, scope }: PendingEffect): EffectContext {
  const { plan } = head.loaded;
  const node = plan.nodes.find((one) => one.id === id);
  return {
    executionId: head.id,
    workflowId: head.workflow.id,
    workflowName: head.workflow.name,
    mode: head.mode,
    // A pending effect always belongs to a node of the plan; without one, nothing is allowed.
    node: { id, type: node?.type ?? '', effects: node?.effects ?? [] },
    scope,
    allowList: plan.settings.effects,
    depth: head.depth,
    owner: head.workflow.owner,
    actor: head.actor,
  };
}
