import { getExecutionDocument } from '@sluice/protocol';
import { route } from './route.ts';

export const getExecutionDocumentRoute = route(getExecutionDocument, ({ params, services }) =>
  services.executions.document(params.id),
);
