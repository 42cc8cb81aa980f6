import { createShare } from '@sluice/protocol';
import { route } from './route.ts';

export const createShareRoute = route(createShare, ({ params, body, caller, services }) =>
  services.shares.create(params.id, body, caller.actor),
);
