import { describeEffect } from '../gated-effect.ts';
import { isHarmless } from '../harmless-schemes.ts';
import { coversEffect } from '../pattern-list.ts';
import type { Policy } from '../policy.ts';

/** Refuses what the node type's manifest entry does not declare. */
export const nodeManifest: Policy = {
  name: 'node-manifest',
  check(effect, context) {
    if (isHarmless(effect.scheme) || coversEffect(context.node.effects, effect)) return undefined;
    const declared = context.node.effects.length === 0 ? 'none' : context.node.effects.join(', ');
    return {
      code: 'effect_not_in_manifest',
      detail: `Node "${context.node.id}" (${context.node.type}) asked for ${describeEffect(effect)}; its module declares these effects: ${declared}.`,
    };
  },
};
