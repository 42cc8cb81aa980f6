import { listExecutions } from '@sluice/protocol';
import { route } from './route.ts';

export const listExecutionsRoute = route(listExecutions, ({ query, services }) => services.executions.list(query));
