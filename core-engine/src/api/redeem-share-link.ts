import { redeemShareLink } from '@sluice/protocol';
import { route } from './route.ts';

/** Who gets the share is who signed (I8); the secret says which one. */
export const redeemShareLinkRoute = route(redeemShareLink, ({ body, caller, services }) =>
  services.shares.redeem(body.secret, { did: caller.actor, name: body.name }),
);
