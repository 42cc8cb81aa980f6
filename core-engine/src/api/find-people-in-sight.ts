import { findPeopleInSight } from '@sluice/protocol';
import { route } from './route.ts';

export const findPeopleInSightRoute = route(findPeopleInSight, async ({ body, caller, services }) => ({
  dids: await services.people.inSightOf(caller, body.dids),
}));
