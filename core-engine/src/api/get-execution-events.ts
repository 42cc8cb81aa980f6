import { getExecutionEvents } from '@sluice/protocol';
import { route } from './route.ts';

export const getExecutionEventsRoute = route(getExecutionEvents, ({ params, query, services }) =>
  services.executions.events(params.id, query),
);
