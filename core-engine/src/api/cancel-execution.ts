import { cancelExecution } from '@sluice/protocol';
import { route } from './route.ts';

export const cancelExecutionRoute = route(cancelExecution, ({ params, body, caller, services }) =>
  services.control.cancel(params.id, { actor: caller.actor, reason: body.reason }),
);
