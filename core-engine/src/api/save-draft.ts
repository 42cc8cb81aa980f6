import { saveDraft } from '@sluice/protocol';
import { route } from './route.ts';

export const saveDraftRoute = route(saveDraft, ({ params, body, caller, services }) =>
  services.drafts.save(params.id, body.document, body.revision, caller.actor),
);
