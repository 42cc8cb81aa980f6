import { runWorkflow } from '@sluice/protocol';
import { route } from './route.ts';

export const runWorkflowRoute = route(runWorkflow, ({ params, body, caller, services }) =>
  services.runs.runWorkflow(params.id, { ...body, actor: caller.actor }),
);
