import { describeEffect, type EffectContext, type GatedEffect } from '../gated-effect.ts';
import type { Objection, Policy } from '../policy.ts';
import { isBoundToHmac, isBoundToUrl } from '../secret-binding.ts';
import { secretReferences } from '../secret-references.ts';

/** Where the gate looks up what a secret is bound to. It never sees a value. */
export interface SecretDirectory {
  find(name: string): Promise<{ readonly hosts: readonly string[] } | undefined>;
}

/** Refuses a request that names a secret which does not exist, or which is not bound to the host that it would be sent to (I7). */
export function createSecretBindings(secrets: SecretDirectory): Policy {
  return {
    name: 'secret-bindings',
    check(effect, context) {
      if (effect.scheme === 'secret' && effect.verb === 'exists') return undefined;
      const names = secretReferences(effect);
      return names.length === 0 ? undefined : checkAll(secrets, names, effect, context);
    },
  };
}

async function checkAll(
  secrets: SecretDirectory,
  names: readonly string[],
  effect: GatedEffect,
  context: EffectContext,
): Promise<Objection | undefined> {
  const asked = `Node "${context.node.id}" asked for ${describeEffect(effect)}`;
  for (const name of names) {
    const secret = await secrets.find(name);
    if (secret === undefined)
      return { code: 'secret_unknown', detail: `${asked} with the secret "${name}", which does not exist.` };
    if (effect.scheme === 'secret') {
      if (isBoundToHmac(secret.hosts)) continue;
      return {
        code: 'secret_not_bound',
        detail: `${asked}; the secret "${name}" is not bound to "hmac".`,
        hint: `Add "hmac" to the bindings of the secret "${name}", if nodes may sign with it.`,
      };
    }
    const url = URL.parse(effect.uri);
    if (url !== null && isBoundToUrl(secret.hosts, url)) continue;
    return {
      code: 'secret_not_bound',
      detail: `${asked} with the secret "${name}", which is bound to ${secret.hosts.length === 0 ? 'no host' : secret.hosts.join(', ')}.`,
      hint: `Add "${url?.host ?? 'the host'}" to the bindings of the secret "${name}", if it may be sent there.`,
    };
  }
  return undefined;
}
