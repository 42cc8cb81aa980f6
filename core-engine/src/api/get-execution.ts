import { getExecution } from '@sluice/protocol';
import { oneForCaller } from './for-caller.ts';
import { route } from './route.ts';

export const getExecutionRoute = route(getExecution, async ({ params, caller, services }) =>
  oneForCaller(await services.executions.get(params.id), caller, services.access),
);
