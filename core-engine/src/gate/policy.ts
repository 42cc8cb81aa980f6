import type { Deny } from './decision.ts';
import type { EffectContext, GatedEffect } from './gated-effect.ts';

/** Why a policy refuses; the gate adds the policy's name. */
export type Objection = Omit<Deny, 'kind' | 'policy'>;

/**
 * One reason to refuse an effect. `check` returns an objection, or undefined when it has none. It is synchronous unless it has
 * to look something up: most effects then pass the gate without a promise.
 */
export interface Policy {
  readonly name: string;
  check(effect: GatedEffect, context: EffectContext): Objection | undefined | Promise<Objection | undefined>;
}
