import { deleteExecution } from '@sluice/protocol';
import { route } from './route.ts';

export const deleteExecutionRoute = route(deleteExecution, ({ params, services }) => services.remover.remove(params.id));
