import { SluiceError, updateKey } from '@sluice/protocol';
import { requireRank } from '../identity/principals.ts';
import { findChangeableKey, lastOwner, unknownKey } from './find-changeable-key.ts';
import { gatewayRoute, principalOf } from './gateway-route.ts';
import { keySummaryOf } from './key-summary.ts';

/** Changes a key's role or name. The new role holds from the next request on; open streams end. */
export const updateKeyRoute = gatewayRoute(updateKey, async (request) => {
  const { params, body, services } = request;
  const { did } = params;
  const by = principalOf(request);
  const key = await findChangeableKey(services.principals, did, by);
  if (key.isLocal) {
    const hint = 'Change SLUICE_LOCAL_KEYS and restart, or revoke the key.';
    throw new SluiceError('conflict', `The key ${did} has its role from this machine's settings.`, { hint });
  }
  if (body.role !== undefined) requireRank(by, body.role);
  const change = {
    ...(body.role === undefined ? {} : { role: body.role }),
    ...(body.name === undefined ? {} : { name: body.name }),
  };
  const outcome = await services.store.keys.update(did, change);
  if (outcome === 'unknown') throw unknownKey(did);
  if (outcome === 'last-owner') throw lastOwner(did);
  if (outcome.role !== key.role) services.streams.closeOf(did);
  return keySummaryOf(outcome);
});
