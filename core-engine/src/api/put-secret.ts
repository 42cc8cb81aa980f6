import { putSecret } from '@sluice/protocol';
import { route } from './route.ts';

export const putSecretRoute = route(putSecret, ({ params, body, services }) => services.secrets.put(params.name, body));
