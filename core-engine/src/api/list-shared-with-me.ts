import { listSharedWithMe } from '@sluice/protocol';
import { route } from './route.ts';

export const listSharedWithMeRoute = route(listSharedWithMe, ({ caller, services }) => services.shares.heldBy(caller.actor));
