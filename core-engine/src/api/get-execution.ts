import { getExecution } from '@sluice/protocol';
import { oneForCaller } from './for-caller.ts';
import { route } from './route.ts';

export const getExecutionRoute = route(getExecution, async ({ params, query, caller, services }) =>
  oneForCaller(await services.executions.get(params.id, query.maxOutputBytes), caller, services.access),
);
