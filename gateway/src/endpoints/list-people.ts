import { didKey, hasRole, listPeople, MOST_PEOPLE, type Person, SluiceError } from '@sluice/protocol';
import { gatewayRoute, principalOf } from './gateway-route.ts';

/** Whoever has a key's did may ask for its name; guests are told of those alone that they can see (decision 57). */
export const listPeopleRoute = gatewayRoute(listPeople, async (request) => {
  const { services, query } = request;
  const caller = principalOf(request);
  const asked = readDids(query.dids);
  const dids = hasRole(caller.role, 'viewer') ? asked : await services.findInSight(caller, asked);
  const found = await Promise.all(dids.map((did) => services.principals.find(did)));
  return { items: found.flatMap((one): Person[] => (one === undefined ? [] : [{ did: one.did, name: one.name }])) };
});

function readDids(text: string): string[] {
  const dids = [...new Set(text.split(','))];
  const wrong = dids.find((did) => !didKey.safeParse(did).success);
  if (wrong !== undefined) throw new SluiceError('request_invalid', `dids: ${wrong.slice(0, 80)} is not the did of a key.`);
  if (dids.length > MOST_PEOPLE) throw new SluiceError('request_invalid', `dids: at most ${MOST_PEOPLE} keys at a time.`);
  return dids;
}
