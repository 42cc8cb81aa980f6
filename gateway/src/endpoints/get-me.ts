import { getMe } from '@sluice/protocol';
import { gatewayRoute, principalOf } from './gateway-route.ts';
import { keySummaryOf } from './key-summary.ts';

export const getMeRoute = gatewayRoute(getMe, async (request) => keySummaryOf(principalOf(request)));
