import { saveDraft } from '@sluice/protocol';
import { route } from './route.ts';

export const saveDraftRoute = route(saveDraft, ({ params, body, services }) =>
  services.workflows.save(params.id, body.document, body.revision),
);
