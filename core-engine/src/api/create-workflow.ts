import { createWorkflow } from '@sluice/protocol';
import { route } from './route.ts';

export const createWorkflowRoute = route(createWorkflow, ({ body, caller, services }) =>
  services.workflows.create(body.document, caller.actor, body),
);
