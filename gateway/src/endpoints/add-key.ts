import { addKey, SluiceError } from '@sluice/protocol';
import { publicKeyOf } from '@sluice/protocol/signing';
import { requireRank } from '../identity/principals.ts';
import { gatewayRoute, principalOf } from './gateway-route.ts';
import { keySummaryOf } from './key-summary.ts';

/** Registers a key: canonical, not of small order, new, and with a role that is not above one's own. */
export const addKeyRoute = gatewayRoute(addKey, async (request) => {
  const { did, role, name } = request.body;
  const { store, principals, now } = request.services;
  publicKeyOf(did);
  requireRank(principalOf(request), role);
  const key = { did, role, name, createdAt: now(), lastUsedAt: undefined, revokedAt: undefined, replacedBy: undefined };
  const known = await principals.find(did);
  if (known !== undefined || (await store.keys.insert(key)) === 'exists') {
    const what = known?.revokedAt === undefined ? 'is registered already' : 'was revoked, for good';
    throw new SluiceError('conflict', `The key ${did} ${what}.`, { hint: 'Change the registered key, or add another one.' });
  }
  return keySummaryOf(key);
});
