import { publishWorkflow } from '@sluice/protocol';
import { idOfRequest } from './id-of-request.ts';
import { route } from './route.ts';

export const publishWorkflowRoute = route(publishWorkflow, ({ params, body, caller, services }) =>
  services.workflows.publish(params.id, {
    ...body,
    actor: caller.actor,
    request: idOfRequest(caller, publishWorkflow.name, params.id),
  }),
);
