import { getClaimState } from '@sluice/protocol';
import { gatewayRoute } from './gateway-route.ts';

export const getClaimStateRoute = gatewayRoute(getClaimState, async ({ services }) => ({
  claimed: await services.store.keys.hasOwner(),
}));
