import { getVersion } from '@sluice/protocol';
import { route } from './route.ts';

export const getVersionRoute = route(getVersion, ({ params, services }) =>
  services.workflows.getVersion(params.id, params.version),
);
