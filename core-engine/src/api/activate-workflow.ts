import { activateWorkflow } from '@sluice/protocol';
import { route } from './route.ts';

export const activateWorkflowRoute = route(activateWorkflow, ({ params, body, services }) =>
  services.workflows.activate(params.id, body.version),
);
