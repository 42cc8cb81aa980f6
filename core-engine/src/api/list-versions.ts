import { listVersions } from '@sluice/protocol';
import { route } from './route.ts';

export const listVersionsRoute = route(listVersions, ({ params, services }) => services.workflows.listVersions(params.id));
