import { revokeKey } from '@sluice/protocol';
import { findChangeableKey, lastOwner, unknownKey } from './find-changeable-key.ts';
import { gatewayRoute, principalOf } from './gateway-route.ts';

/** Revokes a key for good: its next request is refused, its open streams end. A machine's own key can be revoked, too. */
export const revokeKeyRoute = gatewayRoute(revokeKey, async (request) => {
  const { did } = request.params;
  const { principals, store, streams, now } = request.services;
  const key = await findChangeableKey(principals, did, principalOf(request));
  if (key.isLocal)
    await store.keys.insert({
      did,
      role: key.role,
      name: key.name,
      createdAt: now(),
      lastUsedAt: undefined,
      revokedAt: now(),
      replacedBy: undefined,
    });
  const outcome = await store.keys.revoke(did, now());
  if (outcome === 'last-owner') throw lastOwner(did);
  if (outcome === 'unknown' && !key.isLocal) throw unknownKey(did);
  streams.closeOf(did);
  return undefined;
});
