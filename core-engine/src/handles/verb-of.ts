import { SluiceError } from '@sluice/protocol';
import type { HandleAnswer, HandleRequest } from './handle.ts';

export type Verbs = Readonly<Record<string, (request: HandleRequest) => Promise<HandleAnswer>>>;

/** The function behind a verb. The gate has refused unknown verbs before, so that a miss means that the two tables differ. */
export function verbOf(verbs: Verbs, request: HandleRequest): Verbs[string] {
  const verb = Object.hasOwn(verbs, request.verb) ? verbs[request.verb] : undefined;
  if (verb === undefined)
    throw new SluiceError('effect_unknown', `There is no verb "${request.verb}" for ${request.uri.slice(0, 50)}.`);
  return verb;
}
