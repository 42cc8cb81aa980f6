import { resolveDoubt } from '@sluice/protocol';
import { route } from './route.ts';

export const resolveDoubtRoute = route(resolveDoubt, ({ params, body, caller, services }) =>
  services.control.resolveDoubt(params.id, { ...body, actor: caller.actor }),
);
