import { type BodyOf, type Endpoint, type ParamsOf, type QueryOf, type ResponseOf, SluiceError } from '@sluice/protocol';
import type { Descriptor } from '../identity/descriptor.ts';
import type { HandOverShares } from '../identity/hand-over-shares.ts';
import type { FindInSight } from '../identity/people-in-sight.ts';
import type { Principal, Principals } from '../identity/principals.ts';
import type { RateLimits } from '../limits/rate-limits.ts';
import type { Signer } from '../requests/authenticator.ts';
import type { Settings } from '../settings.ts';
import type { GatewayStore } from '../storage/ports.ts';
import type { OpenStreams } from '../streams/open-streams.ts';

/** What the gateway's own endpoints work with. */
export interface GatewayServices {
  readonly store: GatewayStore;
  readonly principals: Principals;
  readonly limits: RateLimits;
  readonly streams: OpenStreams;
  /** The names that this gateway is configured with. */
  readonly authorities: () => readonly string[];
  readonly handOver: HandOverShares;
  readonly findInSight: FindInSight;
  /** What `/.well-known/sluice` says. */
  readonly describe: () => Promise<Descriptor>;
  /** For the page of settings. */
  readonly settings: Settings;
  readonly version: string;
  /** ms since the epoch. */
  readonly now: () => number;
}

export interface GatewayRequest<T extends Endpoint> {
  readonly params: ParamsOf<T>;
  readonly query: QueryOf<T>;
  readonly body: BodyOf<T>;
  /** Undefined on reads that anybody may do. */
  readonly signer: Signer | undefined;
  readonly services: GatewayServices;
}

export interface GatewayRoute {
  readonly endpoint: Endpoint;
  readonly handle: (request: GatewayRequest<Endpoint>) => Promise<unknown>;
}

/** Binds a handler to an endpoint that the gateway answers itself; one file per endpoint does this. */
export function gatewayRoute<const T extends Endpoint>(
  endpoint: T,
  handle: (request: GatewayRequest<T>) => Promise<ResponseOf<T>>,
): GatewayRoute {
  // The request was checked with this very endpoint's schemas before.
  return { endpoint, handle: handle as unknown as GatewayRoute['handle'] };
}

/** The registered key that signed: there is one wherever an endpoint's access is not `public`. */
export function principalOf({ signer }: { readonly signer: Signer | undefined }): Principal {
  if (signer?.principal === undefined) throw new SluiceError('key_unknown', 'The request was not signed by a registered key.');
  return signer.principal;
}
