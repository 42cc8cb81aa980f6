import type { Decision } from './decision.ts';
import type { EffectContext, GatedEffect } from './gated-effect.ts';
import type { Objection, Policy } from './policy.ts';

/**
 * The gate: the one function that decides on each effect (I10).
 *
 * Owns: the order of the policies, and that the first objection is the answer. Does not own: what a policy looks at, and
 * performing anything (`perform-effect.ts` is the only caller of handles). Talks to: nobody but its policies.
 */
export interface Gate {
  /** Synchronous unless a policy has to look something up. Never throws for what a guest sent. */
  decide(effect: GatedEffect, context: EffectContext): Decision | Promise<Decision>;
}

export function createGate(policies: readonly Policy[]): Gate {
  const allowed: Decision = { kind: 'allow', policy: 'every policy' };

  function decideFrom(first: number, effect: GatedEffect, context: EffectContext): Decision | Promise<Decision> {
    for (let index = first; index < policies.length; index += 1) {
      const policy = policies[index] as Policy; // within bounds
      const verdict = policy.check(effect, context);
      if (verdict instanceof Promise) {
        return verdict.then((objection) =>
          objection === undefined ? decideFrom(index + 1, effect, context) : deny(policy, objection),
        );
      }
      if (verdict !== undefined) return deny(policy, verdict);
    }
    return allowed;
  }

  return { decide: (effect, context) => decideFrom(0, effect, context) };
}

function deny(policy: Policy, objection: Objection): Decision {
  return { kind: 'deny', policy: policy.name, ...objection };
}
