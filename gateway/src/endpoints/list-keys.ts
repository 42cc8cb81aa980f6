import { listKeys } from '@sluice/protocol';
import { gatewayRoute } from './gateway-route.ts';
import { keySummaryOf } from './key-summary.ts';

export const listKeysRoute = gatewayRoute(listKeys, async ({ services }) => ({
  items: (await services.principals.list()).map(keySummaryOf),
}));
