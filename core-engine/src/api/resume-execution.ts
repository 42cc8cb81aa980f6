import { resumeExecution } from '@sluice/protocol';
import { route } from './route.ts';

export const resumeExecutionRoute = route(resumeExecution, ({ params, caller, services }) =>
  services.control.resume(params.id, caller.actor),
);
