import { getExecutionState } from '@sluice/protocol';
import { route } from './route.ts';

export const getExecutionStateRoute = route(getExecutionState, ({ params, query, services }) =>
  services.executions.state(params.id, query.seq),
);
