import { listWorkflows } from '@sluice/protocol';
import { route } from './route.ts';

export const listWorkflowsRoute = route(listWorkflows, ({ query, sight, services }) =>
  services.workflows.list({ ...query, ...(sight === 'everything' ? {} : { ids: sight }) }),
);
