import { handOverShares } from '@sluice/protocol';
import { route } from './route.ts';

export const handOverSharesRoute = route(handOverShares, ({ body, caller, services }) =>
  services.shares.handOver(caller.actor, body.to),
);
