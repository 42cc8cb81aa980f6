import { deleteSecret } from '@sluice/protocol';
import { route } from './route.ts';

export const deleteSecretRoute = route(deleteSecret, ({ params, services }) => services.secrets.delete(params.name));
