import type { PendingEffect } from '@sluice/kernel';
import { type Json, type RunError, SluiceError, type StoredValue, type Wait } from '@sluice/protocol';
import type { HandleAnswer, HandleRequest } from '../handles/handle.ts';
import type { HandleRegistry } from '../handles/handle-registry.ts';
import type { Decision } from './decision.ts';
import type { Gate } from './gate.ts';
import { describeEffect, type EffectContext, type GatedEffect, gatedEffect } from './gated-effect.ts';

export type EffectResult = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly error: RunError };

/** How an effect was answered, and what the gate had said of it (for the audit); undefined when it could not be asked. */
export type EffectAnswer =
  | { readonly kind: 'settled'; readonly result: EffectResult; readonly decision: Decision | undefined }
  | { readonly kind: 'deferred'; readonly wait: Wait; readonly decision: Decision | undefined };

export interface EffectCall {
  readonly pending: PendingEffect;
  readonly context: EffectContext;
}

/**
 * Performs one effect: asks the gate, then the handle. The caller has journaled the request before (I1) and journals the answer.
 * Resolves for everything that the far side or the guest may do wrong; rejects with the signal's reason when it was aborted, for
 * then it is not known what became of the effect and nothing may be recorded.
 */
export type PerformEffect = (call: EffectCall, signal: AbortSignal) => Promise<EffectAnswer>;

export interface PerformOptions {
  readonly gate: Gate;
  readonly handles: HandleRegistry;
  readonly blobs: { read(sha256: string): Promise<Uint8Array> };
  /** Told of faults of ours: the guest only learns that there was one. */
  readonly onFault: (fault: {
    readonly error: unknown;
    readonly executionId: string;
    readonly nodeId: string;
    readonly effect: string;
  }) => void;
}

/**
 * The only caller of handles (I10).
 *
 * Owns: that no handle runs without a decision, and that what a handle throws becomes an answer with code, message and place.
 * Does not own: when an effect is performed, retries, the journal. Talks to: the gate, the handles, the blob store for
 * arguments that were too large for the journal.
 */
export function createPerformEffect(options: PerformOptions): PerformEffect {
  return async (call, signal) => {
    signal.throwIfAborted();
    let decision: Decision | undefined;
    try {
      const { pending, context } = call;
      const args = await readArgs(pending.args, options.blobs);
      const effect = gatedEffect({ verb: pending.verb, uri: pending.uri, args, class: pending.class, key: pending.key });
      decision = await options.gate.decide(effect, context);
      signal.throwIfAborted();
      return await carryOut(decision, { ...call, effect, options, signal });
    } catch (error) {
      signal.throwIfAborted();
      return { kind: 'settled', result: { ok: false, error: runErrorOf(error, call, options) }, decision };
    }
  };
}

interface GatedCall extends EffectCall {
  readonly effect: GatedEffect;
  readonly options: PerformOptions;
  readonly signal: AbortSignal;
}

type OnDecision = {
  readonly [K in Decision['kind']]: (decision: Extract<Decision, { kind: K }>, call: GatedCall) => Promise<EffectAnswer>;
};

const onDecision: OnDecision = {
  allow: async (decision, call) => answered(await handleOf(call).perform(requestOf(call)), decision),
  deny: async (decision) => {
    throw refusalOf(decision);
  },
};

function carryOut<K extends Decision['kind']>(decision: Extract<Decision, { kind: K }>, call: GatedCall): Promise<EffectAnswer> {
  return onDecision[decision.kind as K](decision, call); // TypeScript does not see that `kind` of the member `K` is `K`
}

function answered(answer: HandleAnswer, decision: Decision): EffectAnswer {
  switch (answer.kind) {
    case 'value':
      return { kind: 'settled', result: { ok: true, value: answer.value }, decision };
    case 'deferred':
      return { kind: 'deferred', wait: answer.wait, decision };
  }
}

function handleOf(call: GatedCall) {
  const handle = call.options.handles.get(call.effect.scheme);
  if (handle === undefined) throw new SluiceError('effect_unknown', `There is no handle for "${call.effect.scheme}".`);
  return handle;
}

function requestOf(call: GatedCall): HandleRequest {
  const { pending, context, effect, signal } = call;
  return {
    verb: effect.verb,
    uri: effect.uri,
    args: effect.args,
    key: effect.key,
    class: effect.class,
    context,
    step: { node: pending.node, scope: pending.scope, attempt: pending.attempt, index: pending.index },
    signal,
    authorize: async (next) => {
      const decision = await call.options.gate.decide(gatedEffect({ ...effect, ...next }), context);
      if (decision.kind !== 'allow') throw refusalOf(decision);
    },
  };
}

function refusalOf(decision: Exclude<Decision, { kind: 'allow' }>): SluiceError {
  return new SluiceError(decision.code, decision.detail, decision.hint === undefined ? {} : { hint: decision.hint });
}

function runErrorOf(error: unknown, { pending, context }: EffectCall, options: PerformOptions): RunError {
  const place = { nodeId: pending.node, ...(pending.scope === '' ? {} : { scope: pending.scope }) };
  if (error instanceof SluiceError) {
    const param = error.place.param === undefined ? {} : { param: error.place.param };
    return { code: error.code, message: error.detail, hint: error.hint, ...place, ...param };
  }
  const effect = describeEffect(pending);
  options.onFault({ error, executionId: context.executionId, nodeId: pending.node, effect });
  return {
    code: 'effect_failed',
    message: `The engine failed while it performed ${effect}; its log has the cause.`,
    hint: "Retry; if it comes again, report it with the lines of the engine's log.",
    ...place,
  };
}

/** Arguments larger than 16 KiB are in the journal as a blob that holds their JSON text. */
async function readArgs(args: StoredValue, blobs: PerformOptions['blobs']): Promise<Json> {
  if ('value' in args) return args.value;
  return JSON.parse(Buffer.from(await blobs.read(args.blob.sha256)).toString('utf8')) as Json; // written by the engine as JSON text
}
