import { isIP } from 'node:net';
import type { EgressGuard } from '../egress/egress-guard.ts';
import { describeEffect } from '../gated-effect.ts';
import { plainHost, portOf } from '../host-pattern.ts';
import type { Policy } from '../policy.ts';

/**
 * Refuses requests to addresses that are private, link-local or otherwise not of the public internet, unless the operator allowed
 * them. Here the literal ones, in every spelling (the URL parser has made `0x7f.1` and `2130706433` plain). Names are checked
 * by the same guard when they are resolved, and the checked address is the one that is connected to.
 */
export function createGuardedEgress(guard: EgressGuard): Policy {
  return {
    name: 'guarded-egress',
    check(effect, context) {
      if (effect.scheme !== 'http') return undefined;
      const asked = `Node "${context.node.id}" asked for ${describeEffect(effect)}`;
      const url = URL.parse(effect.uri);
      if (url === null || url.hostname === '') {
        return { code: 'effect_args_invalid', detail: `${asked}: this is no absolute URL.`, hint: 'Write https://host/path.' };
      }
      if (url.username !== '' || url.password !== '') {
        return {
          code: 'effect_args_invalid',
          detail: `${asked}: a URL must not hold a user name or password, for it is kept in the journal.`,
          hint: 'Store the password as a secret and name it under auth.',
        };
      }
      const host = plainHost(url.hostname);
      if (isIP(host) === 0) return undefined;
      const refusal = guard.refuse({ hostname: host, port: portOf(url), address: host });
      return refusal === undefined
        ? undefined
        : { code: 'egress_private', detail: `${asked}: ${refusal.detail}`, hint: refusal.hint };
    },
  };
}
