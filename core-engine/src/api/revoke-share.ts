import { revokeShare } from '@sluice/protocol';
import { route } from './route.ts';

export const revokeShareRoute = route(revokeShare, ({ params, caller, services }) =>
  services.shares.revoke(params.id, params.shareId, caller.actor),
);
