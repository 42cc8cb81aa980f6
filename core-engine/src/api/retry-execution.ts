import { retryExecution } from '@sluice/protocol';
import { idOfRequest } from './id-of-request.ts';
import { route } from './route.ts';

export const retryExecutionRoute = route(retryExecution, ({ params, body, caller, services }) => {
  const executionId = idOfRequest(caller, retryExecution.name, params.id);
  return services.startedOnce.answer(executionId, false, () =>
    services.retries.retry(params.id, { version: body.version, actor: caller.actor, executionId }),
  );
});
