import { SluiceError } from '@sluice/protocol';
import { MethodNotAllowed } from './method-not-allowed.ts';
import type { Route } from './route.ts';

export interface FoundRoute {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

export interface RouteTable {
  /** Throws `not_found`, or `method_not_allowed` with the methods that the path has. */
  find(method: string, path: string): FoundRoute;
}

interface Pattern {
  readonly route: Route;
  readonly segments: readonly string[];
}

/** Finds routes by method and path; `{name}` in a route's path takes one segment that is not empty. */
export function createRouteTable(routes: readonly Route[]): RouteTable {
  const patterns: Pattern[] = routes.map((route) => ({ route, segments: route.endpoint.path.split('/') }));
  return {
    find(method, path) {
      const segments = path.split('/');
      const matching = patterns.filter((pattern) => matches(pattern, segments)).sort(literalFirst);
      const found = matching.find(({ route }) => route.endpoint.method === method);
      if (found !== undefined) return { route: found.route, params: paramsOf(found, segments) };
      if (matching.length === 0) throw new SluiceError('not_found', `There is nothing at ${path}.`);
      throw new MethodNotAllowed(method, path, [...new Set(matching.map(({ route }) => route.endpoint.method))]);
    },
  };
}

function matches(pattern: Pattern, segments: readonly string[]): boolean {
  return (
    pattern.segments.length === segments.length &&
    pattern.segments.every((part, index) => (part.startsWith('{') ? segments[index] !== '' : part === segments[index]))
  );
}

function literalFirst(a: Pattern, b: Pattern): number {
  const placeholders = ({ segments }: Pattern) => segments.filter((part) => part.startsWith('{')).length;
  return placeholders(a) - placeholders(b);
}

function paramsOf(pattern: Pattern, segments: readonly string[]): Record<string, string> {
  const params: Record<string, string> = {};
  pattern.segments.forEach((part, index) => {
    if (part.startsWith('{')) params[part.slice(1, -1)] = decode(segments[index] ?? '');
  });
  return params;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new SluiceError('request_invalid', `The path segment ${segment} is not percent-encoded UTF-8 (RFC 3986 section 2.1).`);
  }
}
