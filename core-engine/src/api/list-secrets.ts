import { listSecrets } from '@sluice/protocol';
import { route } from './route.ts';

export const listSecretsRoute = route(listSecrets, ({ services }) => services.secrets.list());
