import { describeEffect, type GatedEffect } from '../gated-effect.ts';
import { isHarmless } from '../harmless-schemes.ts';
import { coversEffect } from '../pattern-list.ts';
import type { Policy } from '../policy.ts';

/** Refuses what the workflow's own allow-list, `settings.effects`, does not name. No list: nothing to object to. */
export const workflowAllowList: Policy = {
  name: 'workflow-allow-list',
  check(effect, context) {
    if (context.allowList === undefined || isHarmless(effect.scheme) || coversEffect(context.allowList, effect)) return undefined;
    return {
      code: 'effect_not_in_workflow',
      detail: `Node "${context.node.id}" asked for ${describeEffect(effect)}; no line of settings.effects of "${context.workflowName}" covers it.`,
      hint: `Add "${lineFor(effect)}" under settings.effects, if the workflow should do this.`,
    };
  },
};

/** The narrowest line that is likely meant: this verb, this host, every path. */
function lineFor(effect: GatedEffect): string {
  const url = effect.scheme === 'http' ? URL.parse(effect.uri) : null;
  return url === null ? describeEffect(effect) : `${effect.verb} ${url.protocol}//${url.host}/*`;
}
