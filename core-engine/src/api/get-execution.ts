import { getExecution } from '@sluice/protocol';
import { route } from './route.ts';

export const getExecutionRoute = route(getExecution, ({ params, services }) => services.executions.get(params.id));
