import { activateWorkflow } from '@sluice/protocol';
import { route } from './route.ts';

export const activateWorkflowRoute = route(activateWorkflow, ({ params, body, caller, services }) =>
  services.workflows.activate(params.id, body.version, caller.actor),
);
