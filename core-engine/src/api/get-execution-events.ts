import { getExecutionEvents } from '@sluice/protocol';
import { route } from './route.ts';

export const getExecutionEventsRoute = route(getExecutionEvents, async ({ params, query, caller, services }) =>
  services.executions.events(params.id, { ...query, seesTokens: await services.access.seesTokens(caller) }),
);
