import { retryExecution } from '@sluice/protocol';
import { route } from './route.ts';

export const retryExecutionRoute = route(retryExecution, ({ params, body, caller, services }) =>
  services.retries.retry(params.id, { version: body.version, actor: caller.actor }),
);
