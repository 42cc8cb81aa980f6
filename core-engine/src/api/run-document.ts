import { runDocument } from '@sluice/protocol';
import { idOfRequest } from './id-of-request.ts';
import { route } from './route.ts';

export const runDocumentRoute = route(runDocument, ({ body, caller, services }) => {
  const executionId = idOfRequest(caller, runDocument.name);
  return services.startedOnce.answer(executionId, body.wait, () =>
    services.runs.runDocument(body.document, { ...body, actor: caller.actor, executionId }),
  );
});
