import { rotateKey, SluiceError } from '@sluice/protocol';
import { checkKeyRotation } from '@sluice/protocol/signing';
import { verifyEd25519 } from '@sluice/protocol/signing/node';
import { revokedKey } from '../identity/principals.ts';
import { gatewayRoute, principalOf } from './gateway-route.ts';
import { keySummaryOf } from './key-summary.ts';

/**
 * Replaces the signing key by a new one, which proves by its own signature that somebody has it: role and name pass to it and the
 * old key is revoked, in one transaction, so that there is no moment without an owner; then what is shared with the one follows to the other.
 * The replaced key may ask again, with the same effect, should the answer be lost or the engine be away in between.
 */
export const rotateKeyRoute = gatewayRoute(rotateKey, async (request) => {
  const { rotation } = request.body;
  const { store, principals, streams, authorities, handOver, now } = request.services;
  const key = principalOf(request);
  const { to } = rotation;
  checkKeyRotation(rotation, { from: key.did, audiences: authorities(), now: now(), verify: verifyEd25519 });
  const known = await principals.find(to);
  if (known !== undefined && key.replacedBy === to) {
    await handOver(key, to);
    return keySummaryOf(known);
  }
  const outcome = known?.isLocal === true ? 'exists' : await store.keys.replace(key, to, now());
  if (outcome === 'exists') {
    const hint = 'Make a new key: one that is registered, or was, takes over from no other.';
    throw new SluiceError('conflict', `The key ${to} is known here already.`, { hint });
  }
  if (outcome === 'revoked') throw revokedKey((await principals.find(key.did)) ?? key);
  streams.closeOf(key.did);
  await handOver(key, to);
  return keySummaryOf(outcome);
});
