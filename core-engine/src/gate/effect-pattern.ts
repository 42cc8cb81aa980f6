import { schemeOf } from '@sluice/protocol';
import { type HostPattern, matchesHost, parseHostPattern, portOf } from './host-pattern.ts';
import { matchesGlob } from './matches-glob.ts';

/**
 * A pattern for effects, as manifests and allow-lists write it: `verb scheme` or `verb scheme:rest`. `*` stands for any verb, any
 * scheme.
 *
 * - `* http`, `get kv`: every URI of the scheme; `http` covers `https` too.
 * - `get https://host[:port][/path]`: `host` as in `host-pattern.ts`; no port means the scheme's own, `:*` any, and for the host `*` any
 *   as well; no path means every path. In a path `*` is any run of characters; the query is not looked at.
 * - `* kv:orders/*`: for every other scheme `*` in the rest is any run of characters.
 */
export interface EffectPattern {
  readonly verb: string;
  readonly scheme: string;
  readonly target: EffectTarget;
}

type EffectTarget =
  | { readonly kind: 'any' }
  | { readonly kind: 'rest'; readonly glob: string }
  | { readonly kind: 'web'; readonly host: HostPattern; readonly path: string | undefined };

/** Undefined when the text is no pattern; such a line matches nothing. */
export function parseEffectPattern(text: string): EffectPattern | undefined {
  const match = /^(\*|[a-z]+)\s+(\*|[a-z][a-z0-9+.-]*)(?::(.*))?$/i.exec(text.trim());
  if (match === null) return undefined;
  const [, verb = '', scheme = '', rest] = match;
  const target = parseTarget(scheme.toLowerCase(), rest);
  return target === undefined ? undefined : { verb: verb.toLowerCase(), scheme: scheme.toLowerCase(), target };
}

export function matchesEffect(pattern: EffectPattern, effect: { readonly verb: string; readonly uri: string }): boolean {
  if (pattern.verb !== '*' && pattern.verb !== effect.verb) return false;
  const scheme = effect.uri.slice(0, Math.max(0, effect.uri.indexOf(':'))).toLowerCase();
  switch (pattern.target.kind) {
    case 'any':
      return pattern.scheme === '*' || pattern.scheme === scheme || pattern.scheme === schemeOf(effect.uri);
    case 'rest':
      return (
        (pattern.scheme === '*' || pattern.scheme === scheme) &&
        matchesGlob(pattern.target.glob, effect.uri.slice(scheme.length + 1))
      );
    case 'web':
      return pattern.scheme === scheme && matchesWeb(pattern.target, effect.uri);
  }
}

function parseTarget(scheme: string, rest: string | undefined): EffectTarget | undefined {
  if (rest === undefined) return { kind: 'any' };
  if (scheme !== 'http' && scheme !== 'https') return { kind: 'rest', glob: rest };
  if (rest === '*') return { kind: 'rest', glob: '*' };
  const match = /^\/\/([^/]+)(\/.*)?$/.exec(rest);
  const host = match?.[1] === undefined ? undefined : parseHostPattern(match[1]);
  return host === undefined ? undefined : { kind: 'web', host, path: match?.[2] };
}

function matchesWeb(target: { readonly host: HostPattern; readonly path: string | undefined }, uri: string): boolean {
  const url = URL.parse(uri);
  if (url === null || !matchesHost(target.host, url.hostname) || !matchesPort(target.host, url)) return false;
  if (target.path === undefined) return true;
  return !climbs(url.pathname) && matchesGlob(target.path, url.pathname);
}

function matchesPort(host: HostPattern, url: URL): boolean {
  if (host.port === '*' || (host.port === undefined && host.host === '*')) return true;
  return portOf(url) === (host.port ?? (url.protocol === 'https:' ? 443 : 80));
}

/** Encoded dot segments that the far side might resolve: a path rule must not be left by `%2e%2e%2f`. */
function climbs(pathname: string): boolean {
  if (!pathname.includes('%')) return false;
  const decoded = pathname.replace(/%2f/gi, '/').replace(/%5c/gi, '/').replace(/%2e/gi, '.').replace(/%25/g, '%');
  return decoded.split('/').includes('..') || /%(2f|5c|2e)/i.test(decoded);
}
