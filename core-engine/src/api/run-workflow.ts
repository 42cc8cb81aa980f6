import { runWorkflow } from '@sluice/protocol';
import { blobRefsIn } from '../executions/blob-refs-in.ts';
import { idOfRequest } from './id-of-request.ts';
import { route } from './route.ts';

/** Items that name a blob make it one of the execution: nobody gets to read another's blob by passing its hash on. */
export const runWorkflowRoute = route(runWorkflow, async ({ params, body, caller, sight, services }) => {
  const requireBlobs = (sha256s: readonly string[]) => services.access.requireBlobs(sight, sha256s);
  await requireBlobs(blobRefsIn(body.items ?? []));
  const executionId = idOfRequest(caller, runWorkflow.name, params.id);
  return services.startedOnce.answer(executionId, body.wait, () =>
    services.runs.runWorkflow(params.id, { ...body, actor: caller.actor, executionId, requireBlobs }),
  );
});
