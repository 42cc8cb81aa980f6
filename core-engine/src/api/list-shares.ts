import { listShares } from '@sluice/protocol';
import { route } from './route.ts';

export const listSharesRoute = route(listShares, ({ params, query, services }) => services.shares.list(params.id, query));
