import { addKeyRoute } from './add-key.ts';
import { claimOwnershipRoute } from './claim-ownership.ts';
import { createTicketRoute } from './create-ticket.ts';
import type { GatewayRoute } from './gateway-route.ts';
import { getClaimStateRoute } from './get-claim-state.ts';
import { getDescriptorRoute } from './get-descriptor.ts';
import { getGatewaySettingsRoute } from './get-gateway-settings.ts';
import { getMeRoute } from './get-me.ts';
import { listKeysRoute } from './list-keys.ts';
import { listPeopleRoute } from './list-people.ts';
import { revokeKeyRoute } from './revoke-key.ts';
import { rotateKeyRoute } from './rotate-key.ts';
import { updateKeyRoute } from './update-key.ts';

/** Every endpoint that the gateway answers itself; a test holds it against the contract. */
export const gatewayRoutes: readonly GatewayRoute[] = [
  getDescriptorRoute,
  getGatewaySettingsRoute,
  getMeRoute,
  claimOwnershipRoute,
  getClaimStateRoute,
  listKeysRoute,
  addKeyRoute,
  updateKeyRoute,
  revokeKeyRoute,
  rotateKeyRoute,
  createTicketRoute,
  listPeopleRoute,
];
