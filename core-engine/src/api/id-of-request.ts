import { hashedUuid } from '../handles/hashed-uuid.ts';
import type { SessionCaller } from './gateway-session/index.ts';

/**
 * The id of what a request makes. A request that is sent again, with the same body under the same idempotency key, has the same one, so
 * that nothing is made twice: also when the gateway died before it had kept the first answer. `what` names the endpoint and what in the
 * path it is about.
 */
export function idOfRequest({ actor, idempotencyKey, contentDigest }: SessionCaller, ...what: readonly string[]): string {
  return hashedUuid(['sluice/request', ...what, actor, idempotencyKey, contentDigest].join('\n'));
}
