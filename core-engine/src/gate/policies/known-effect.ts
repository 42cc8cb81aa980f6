import { classOf, effectVerbs } from '@sluice/protocol';
import { describeEffect, type GatedEffect } from '../gated-effect.ts';
import type { Policy } from '../policy.ts';

/** Refuses verbs and schemes that no handle knows, and says which there are. */
export const knownEffect: Policy = {
  name: 'known-effect',
  check(effect, context) {
    if (classOf(effect.verb, effect.uri) !== undefined) return undefined;
    return {
      code: 'effect_unknown',
      detail: `Node "${context.node.id}" asked for ${JSON.stringify(describeEffect(effect))}: ${whatThereIs(effect)}.`,
    };
  },
};

function whatThereIs(effect: GatedEffect): string {
  if (!Object.hasOwn(effectVerbs, effect.scheme)) {
    return `there is no scheme "${effect.scheme.slice(0, 50)}"; the schemes are ${Object.keys(effectVerbs).join(', ')}`;
  }
  const verbs = effectVerbs[effect.scheme as keyof typeof effectVerbs]; // an own key, checked above
  return `the verbs of ${effect.scheme} are ${Object.keys(verbs).join(', ')}`;
}
