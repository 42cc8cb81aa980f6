import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { didKey } from './identity.ts';

/** As many keys as one request asks about. */
export const MOST_PEOPLE = 100;

/** What the key of this machine’s command line is called, which nobody registered; a page says it in its own language. */
export const LOCAL_KEY_NAME = 'this machine';

/** What a principal is called here, and nothing else of the key. A name is what its holder or an admin wrote: the key alone is proof. */
export const person = z.strictObject({ did: didKey, name: z.string() });

export const listPeople = endpoint({
  name: 'listPeople',
  method: 'GET',
  path: '/v1/people',
  server: 'gateway',
  access: 'viewer',
  shared: { right: 'view', of: 'list' },
  summary:
    'What the keys that are asked about are called. Those that nobody has registered are left out; for guests also those that do not appear in what is shared with them.',
  query: z.strictObject({
    /** The keys, with commas between them; at most 100. */
    dids: z
      .string()
      .min(1)
      .max(MOST_PEOPLE * 60),
  }),
  response: z.strictObject({ items: z.array(person) }),
});
export const findPeopleInSight = endpoint({
  name: 'findPeopleInSight',
  method: 'POST',
  path: '/v1/people/in-sight',
  server: 'engine',
  internal: true,
  access: 'any-key',
  summary: 'Which of these keys appear in what is shared with the caller.',
  body: z.strictObject({ dids: z.array(didKey).max(MOST_PEOPLE) }),
  response: z.strictObject({ dids: z.array(didKey) }),
});

export type Person = z.infer<typeof person>;
