import { restoreWorkflow } from '@sluice/protocol';
import { route } from './route.ts';

export const restoreWorkflowRoute = route(restoreWorkflow, ({ params, caller, services }) =>
  services.workflows.restore(params.id, caller.actor),
);
