import { cancelExecution } from '@sluice/protocol';
import { oneForCaller } from './for-caller.ts';
import { route } from './route.ts';

export const cancelExecutionRoute = route(cancelExecution, async ({ params, body, caller, services }) =>
  oneForCaller(await services.control.cancel(params.id, { actor: caller.actor, reason: body.reason }), caller, services.access),
);
