import { runDocument } from '@sluice/protocol';
import { route } from './route.ts';

export const runDocumentRoute = route(runDocument, ({ body, caller, services }) =>
  services.runs.runDocument(body.document, { ...body, actor: caller.actor }),
);
