import { isIP } from 'node:net';

/**
 * A pattern for a host, as settings, allow-lists and secret bindings write it: `host`, `host:port`, `host:*`, `[::1]:8080`. `host` is a
 * name, an address, `*.example.com` (any name below, not itself) or `*`. What an absent port means is for the user of the
 * pattern to say.
 */
export interface HostPattern {
  readonly host: string;
  readonly port: number | '*' | undefined;
}

/** Undefined when the text is no such pattern. */
export function parseHostPattern(text: string): HostPattern | undefined {
  if (isIP(text) === 6) return { host: canonicalHost(`[${text}]`) ?? text, port: undefined };
  const match = /^(\[[^\]]+\]|[^[\]:/?#@\s]+)(?::(\*|\d{1,5}))?$/.exec(text);
  if (match?.[1] === undefined) return undefined;
  const host = hostOf(match[1]);
  const port = match[2] === undefined || match[2] === '*' ? match[2] : Number(match[2]);
  if (host === undefined || (typeof port === 'number' && (port < 1 || port > 65_535))) return undefined;
  return { host, port };
}

/** Whether a host fits the host part; both without regard to letter case, a closing dot, or how an address is spelt. */
export function matchesHost(pattern: HostPattern, hostname: string): boolean {
  if (pattern.host === '*') return true;
  const host = plainHost(hostname);
  if (pattern.host.startsWith('*.'))
    return isIP(host) === 0 && host.endsWith(pattern.host.slice(1)) && host.length > pattern.host.length - 1;
  return host === pattern.host;
}

/** The host as it is compared: lower case, no closing dot, no brackets. */
export function plainHost(hostname: string): string {
  const host = hostname.toLowerCase().replace(/\.$/, '');
  return host.startsWith('[') ? host.slice(1, -1) : host;
}

/** The port that a URL goes to, its scheme's own where it names none. */
export function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
}

function hostOf(text: string): string | undefined {
  if (text === '*') return '*';
  if (!text.startsWith('*.')) return canonicalHost(text);
  const rest = canonicalHost(text.slice(2));
  return rest === undefined || isIP(rest) !== 0 ? undefined : `*.${rest}`;
}

/** As the URL parser spells it, so that `EXAMPLE.com`, `0x7f.1` and `bücher.example` compare equal to what requests hold. */
function canonicalHost(text: string): string | undefined {
  if (text.includes('*')) return undefined;
  const url = URL.parse(`http://${text}/`);
  return url === null || url.hostname === '' ? undefined : plainHost(url.hostname);
}
