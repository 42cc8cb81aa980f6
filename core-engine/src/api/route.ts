import type { BodyOf, Endpoint, ParamsOf, QueryOf, ResponseOf } from '@sluice/protocol';
import type { Sight } from '../sharing/share-access.ts';
import type { SessionCaller } from './gateway-session/index.ts';
import type { EngineServices } from './services.ts';

export interface RouteRequest<T extends Endpoint> {
  readonly params: ParamsOf<T>;
  readonly query: QueryOf<T>;
  readonly body: BodyOf<T>;
  /** Who calls, as the gateway's session vouches for it (I8). */
  readonly caller: SessionCaller;
  /** What the caller may look into; where it is not everything, the endpoint was opened by a share. */
  readonly sight: Sight;
  readonly services: EngineServices;
}

/** Bytes in place of JSON, for endpoints with a `responseType`. */
export interface BytesResponse {
  readonly bytes: Uint8Array;
}

export interface Route {
  readonly endpoint: Endpoint;
  readonly handle: (request: RouteRequest<Endpoint>) => Promise<unknown> | unknown;
}

type Answer<T extends Endpoint> = T extends { responseType: string } ? BytesResponse : ResponseOf<T>;

/** Binds a handler to its endpoint of the contract; one file per endpoint does this. */
export function route<const T extends Endpoint>(
  endpoint: T,
  handle: (request: RouteRequest<T>) => Promise<Answer<T>> | Answer<T>,
): Route {
  // The server parses params, query and body with this very endpoint's schemas before it calls.
  return { endpoint, handle: handle as unknown as Route['handle'] };
}
