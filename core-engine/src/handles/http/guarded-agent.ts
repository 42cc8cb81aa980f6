import { lookup as dnsLookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { SluiceError } from '@sluice/protocol';
import { Agent, buildConnector } from 'undici';
import type { EgressGuard } from '../../gate/egress/egress-guard.ts';
import { plainHost } from '../../gate/host-pattern.ts';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** Every address of a name. */
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>;

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * The one undici agent through which every outbound request goes. Each new connection is checked: a literal address by itself, a
 * name by every address that it resolves to; one refused address refuses the connection. The socket then connects to
 * the addresses that were checked and to no others, so that a second answer of the DNS changes nothing. A connection that is
 * kept alive stays on its checked address.
 */
export function createGuardedAgent(options: { readonly guard: EgressGuard; readonly resolve?: Resolve }): Agent {
  const resolve = options.resolve ?? ((hostname) => dnsLookup(hostname, { all: true }));
  return new Agent({
    connect: createGuardedConnector(options.guard, resolve),
    allowH2: false,
    connections: 128,
    headersTimeout: 0, // the exchange has one limit for everything, see `exchange.ts`
    bodyTimeout: 0,
  });
}

function createGuardedConnector(guard: EgressGuard, resolve: Resolve): buildConnector.connector {
  const settings = { allowH2: false, timeout: CONNECT_TIMEOUT_MS };
  const connectDirectly = buildConnector(settings);
  return (options, callback) => {
    const hostname = plainHost(options.hostname);
    const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80);
    if (isIP(hostname) !== 0) {
      const refusal = refusalOf(guard, { hostname, port, address: hostname });
      if (refusal !== undefined) callback(refusal, null);
      else connectDirectly(options, callback);
      return;
    }
    resolve(hostname).then(
      (addresses) => {
        const refusal = addresses
          .map(({ address }) => refusalOf(guard, { hostname, port, address }))
          .find((found) => found !== undefined);
        if (refusal !== undefined) callback(refusal, null);
        else buildConnector({ ...settings, lookup: pinnedTo(addresses) })(options, callback);
      },
      (error: Error) => callback(error, null),
    );
  };
}

function refusalOf(
  guard: EgressGuard,
  target: { readonly hostname: string; readonly port: number; readonly address: string },
): SluiceError | undefined {
  const refusal = guard.refuse(target);
  return refusal === undefined ? undefined : new SluiceError('egress_private', refusal.detail, { hint: refusal.hint });
}

/** A lookup that knows one answer: what was checked. */
function pinnedTo(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (hostname, options, callback) => {
    const [first] = addresses;
    if (first === undefined) {
      callback(Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' }), '', 0);
    } else if (options.all === true) {
      callback(null, [...addresses]);
    } else {
      callback(null, first.address, first.family);
    }
  };
}
