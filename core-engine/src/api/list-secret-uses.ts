import { listSecretUses } from '@sluice/protocol';
import { route } from './route.ts';

export const listSecretUsesRoute = route(listSecretUses, ({ params, services }) => services.secrets.uses(params.name));
