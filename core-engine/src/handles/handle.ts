import type { EffectClass, Json, Wait } from '@sluice/protocol';
import type { EffectContext } from '../gate/gated-effect.ts';

/** One effect to perform, after the gate has let it pass. */
export interface HandleRequest {
  readonly verb: string;
  readonly uri: string;
  /** As the guest sent them: a handle checks them before it uses any (`parse-args.ts`). */
  readonly args: Json;
  /** The idempotency key, passed on where the far side supports one. */
  readonly key: string;
  readonly class: EffectClass;
  readonly context: EffectContext;
  /** The step that asked, for what must point back to it (a sub-workflow's parent). */
  readonly step: { readonly node: string; readonly scope: string; readonly attempt: number; readonly index: number };
  /** Aborted when the execution is cancelled or the engine stops: the handle rejects, and nothing is recorded. */
  readonly signal: AbortSignal;
  /** Asks the gate again, for another place that this effect leads to (a redirect). Rejects with the gate's reason. */
  readonly authorize: (next: { readonly uri: string; readonly args: Json }) => Promise<void>;
}

/** `deferred`: the answer comes later as an input of its own; the execution parks. */
export type HandleAnswer = { readonly kind: 'value'; readonly value: Json } | { readonly kind: 'deferred'; readonly wait: Wait };

/**
 * The engine's code behind one URI scheme. Called by `gate/perform-effect.ts` and nobody else (I10).
 * Rejects with `SluiceError` for what the user can act on; anything else becomes `effect_failed` without its message.
 */
export interface Handle {
  readonly scheme: string;
  perform(request: HandleRequest): Promise<HandleAnswer>;
}

export function value(of: Json): HandleAnswer {
  return { kind: 'value', value: of };
}
