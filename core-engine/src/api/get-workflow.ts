import { getWorkflow } from '@sluice/protocol';
import { route } from './route.ts';

export const getWorkflowRoute = route(getWorkflow, ({ params, services }) => services.workflows.get(params.id));
