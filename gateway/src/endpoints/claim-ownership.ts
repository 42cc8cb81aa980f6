import { claimOwnership, SluiceError } from '@sluice/protocol';
import { hashToken } from '../identity/claim-token.ts';
import { gatewayRoute } from './gateway-route.ts';
import { keySummaryOf } from './key-summary.ts';

/** The first key that shows the claim token becomes owner. Of two at the same time one wins: the store decides in one transaction. */
export const claimOwnershipRoute = gatewayRoute(claimOwnership, async ({ body, signer, services }) => {
  const { store, now } = services;
  if (signer === undefined) throw new SluiceError('signature_missing', 'A claim is signed by the key that becomes owner.');
  const owner = {
    did: signer.did,
    role: 'owner',
    name: body.name,
    createdAt: now(),
    lastUsedAt: now(),
    revokedAt: undefined,
    replacedBy: undefined,
  } as const;
  const outcome = await store.claims.redeem(hashToken(body.token), owner);
  if (outcome === 'refused')
    throw new SluiceError('claim_invalid', 'There is an owner already, or this is not the newest claim link.');
  return keySummaryOf(owner);
});
