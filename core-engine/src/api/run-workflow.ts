import { runWorkflow } from '@sluice/protocol';
import { blobRefsIn } from '../executions/blob-refs-in.ts';
import { route } from './route.ts';

/** Items that name a blob make it one of the execution: nobody gets to read another's blob by passing its hash on. */
export const runWorkflowRoute = route(runWorkflow, async ({ params, body, caller, sight, services }) => {
  const requireBlobs = (sha256s: readonly string[]) => services.access.requireBlobs(sight, sha256s);
  await requireBlobs(blobRefsIn(body.items ?? []));
  return services.runs.runWorkflow(params.id, { ...body, actor: caller.actor, requireBlobs });
});
