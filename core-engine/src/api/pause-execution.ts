import { pauseExecution } from '@sluice/protocol';
import { route } from './route.ts';

export const pauseExecutionRoute = route(pauseExecution, ({ params, caller, services }) =>
  services.control.pause(params.id, caller.actor),
);
