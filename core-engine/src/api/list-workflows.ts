import { listWorkflows } from '@sluice/protocol';
import { route } from './route.ts';

export const listWorkflowsRoute = route(listWorkflows, ({ query, services }) => services.workflows.list(query));
