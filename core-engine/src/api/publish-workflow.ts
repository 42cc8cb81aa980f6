import { publishWorkflow } from '@sluice/protocol';
import { route } from './route.ts';

export const publishWorkflowRoute = route(publishWorkflow, ({ params, body, caller, services }) =>
  services.workflows.publish(params.id, { ...body, actor: caller.actor }),
);
