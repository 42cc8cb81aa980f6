import type { Settings } from '../settings.ts';

/** The names under which this gateway is reached, from its settings and the port it listens on: never from a request. */
export interface GatewayNames {
  /** What `"@authority"` may be, the main one first; without the scheme's default port (RFC 9421 section 2.2.3). */
  readonly authorities: readonly string[];
  /** The origins of our own pages. */
  readonly origins: readonly string[];
  /** For people: the main address. */
  readonly url: string;
}

const loopback = ['127.0.0.1', 'localhost', '[::1]'];
const everywhere = new Set(['0.0.0.0', '::', '']);

/** With a public address it comes first; the addresses of the machine itself follow, which a loopback listener has three of. */
export function gatewayNames({ host, publicOrigins }: Pick<Settings, 'host' | 'publicOrigins'>, port: number): GatewayNames {
  const bare = host.toLowerCase();
  const own = bare.includes(':') && !bare.startsWith('[') ? `[${bare}]` : bare;
  const isLocal = loopback.includes(own) || everywhere.has(bare);
  const first = everywhere.has(bare) ? [] : [own];
  const names = isLocal ? [...first, ...loopback.filter((name) => name !== own)] : first;
  const local = names.map((name) => new URL(`http://${name}:${port}`).origin);
  const origins = [...publicOrigins, ...local];
  return { origins, authorities: origins.map((origin) => new URL(origin).host), url: origins[0] as string }; // host is never empty
}
