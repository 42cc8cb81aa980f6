import { matchesHost, parseHostPattern, portOf } from './host-pattern.ts';

/**
 * Whether a secret with these bindings may be sent to this URL. A binding is a host pattern (`api.example.com`, `*.example.com`, `host:8443`,
 * `*`; without a port it is for any port), or `https://host[:port]`, which asks for the scheme too. The words `hmac` and the empty
 * list bind to no host.
 */
export function isBoundToUrl(bindings: readonly string[], url: URL): boolean {
  return bindings.some((binding) => isBinding(binding.trim(), url));
}

/** Whether the secret may key an HMAC whose result goes to the guest: bound to the word `hmac`, or to everything. */
export function isBoundToHmac(bindings: readonly string[]): boolean {
  return bindings.some((binding) => binding.trim() === 'hmac' || binding.trim() === '*');
}

function isBinding(binding: string, url: URL): boolean {
  if (binding === 'hmac') return false;
  const scheme = /^(https?:)\/\/([^/]+)\/?$/i.exec(binding);
  const pattern = parseHostPattern(scheme?.[2] ?? binding);
  if (pattern === undefined || !matchesHost(pattern, url.hostname)) return false;
  if (scheme !== null) {
    const schemePort = scheme[1]?.toLowerCase() === 'https:' ? 443 : 80;
    return url.protocol === scheme[1]?.toLowerCase() && (pattern.port === '*' || portOf(url) === (pattern.port ?? schemePort));
  }
  return pattern.port === undefined || pattern.port === '*' || portOf(url) === pattern.port;
}
