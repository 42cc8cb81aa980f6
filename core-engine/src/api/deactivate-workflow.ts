import { deactivateWorkflow } from '@sluice/protocol';
import { route } from './route.ts';

export const deactivateWorkflowRoute = route(deactivateWorkflow, ({ params, caller, services }) =>
  services.workflows.deactivate(params.id, caller.actor),
);
