import { moveFolder } from '@sluice/protocol';
import { route } from './route.ts';

export const moveFolderRoute = route(moveFolder, ({ body, services }) => services.workflows.moveFolder(body.from, body.to));
