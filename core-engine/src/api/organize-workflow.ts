import { organizeWorkflow } from '@sluice/protocol';
import { route } from './route.ts';

export const organizeWorkflowRoute = route(organizeWorkflow, ({ params, body, services }) =>
  services.workflows.organize(params.id, body),
);
