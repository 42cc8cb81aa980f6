import type { EgressGuard } from './egress/egress-guard.ts';
import { createGuardedEgress } from './policies/guarded-egress.ts';
import { knownEffect } from './policies/known-effect.ts';
import { nodeManifest } from './policies/node-manifest.ts';
import { createSecretBindings, type SecretDirectory } from './policies/secret-bindings.ts';
import { workflowAllowList } from './policies/workflow-allow-list.ts';
import type { Policy } from './policy.ts';

/** The policies of this version in the order in which they are asked: what is cheap and certain first, look-ups last. */
export function defaultPolicies(from: { readonly egress: EgressGuard; readonly secrets: SecretDirectory }): readonly Policy[] {
  return [knownEffect, nodeManifest, workflowAllowList, createGuardedEgress(from.egress), createSecretBindings(from.secrets)];
}
