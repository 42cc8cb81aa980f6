import { replayExecution } from '@sluice/protocol';
import { route } from './route.ts';

export const replayExecutionRoute = route(replayExecution, ({ params, services }) => services.executions.replay(params.id));
