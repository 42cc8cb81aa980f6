import { archiveWorkflow } from '@sluice/protocol';
import { route } from './route.ts';

export const archiveWorkflowRoute = route(archiveWorkflow, ({ params, caller, services }) =>
  services.workflows.archive(params.id, caller.actor),
);
