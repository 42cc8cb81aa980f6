import { createWorkflow } from '@sluice/protocol';
import { idOfRequest } from './id-of-request.ts';
import { route } from './route.ts';

export const createWorkflowRoute = route(createWorkflow, ({ body, caller, services }) =>
  services.workflows.create(idOfRequest(caller, createWorkflow.name), body.document, caller.actor, body),
);
