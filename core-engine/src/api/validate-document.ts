import { validateDocument } from '@sluice/protocol';
import { route } from './route.ts';

export const validateDocumentRoute = route(validateDocument, ({ body, services }) => services.workflows.validate(body.document));
