import { changeDraft } from '@sluice/protocol';
import { route } from './route.ts';

export const changeDraftRoute = route(changeDraft, ({ params, body, caller, services }) =>
  services.drafts.change(params.id, body, caller.actor),
);
