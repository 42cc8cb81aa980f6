import type { Endpoint } from '@sluice/protocol';
import type { z } from 'zod';

type InputOf<T> = T extends z.ZodType ? z.input<T> : undefined;
type Part<Name extends string, Value> = [Value] extends [undefined] ? { [name in Name]?: never } : { [name in Name]: Value };
/** Without the members that are `undefined`, a query object may be left out when all of it is optional. */
type QueryPart<Value> = [Value] extends [undefined]
  ? { query?: never }
  : Record<never, never> extends Value
    ? { query?: Value }
    : { query: Value };

/** What a call to an endpoint takes: its path parameters, query and body, as far as it has them. */
export type CallInput<T extends Endpoint> = Part<'params', InputOf<T['params']>> &
  QueryPart<InputOf<T['query']>> &
  Part<'body', InputOf<T['body']>>;

export interface PlainRequest {
  readonly method: Endpoint['method'];
  /** Path and query, from `/` on. */
  readonly target: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** The request of a call: the path filled in, the query without absent members, the body as JSON bytes. */
export function requestOf(endpoint: Endpoint, input: { params?: unknown; query?: unknown; body?: unknown }): PlainRequest {
  const params = (input.params ?? {}) as Record<string, string>;
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeSegment(params[name] ?? ''));
  const query = queryOf((input.query ?? {}) as Record<string, unknown>);
  const text = input.body === undefined ? '' : JSON.stringify(input.body);
  return { method: endpoint.method, target: query === '' ? path : `${path}?${query}`, body: new TextEncoder().encode(text) };
}

/** A colon may stand in a path segment as it is (RFC 3986, section 3.3); did:key then reads, and signs, the same everywhere. */
function encodeSegment(value: string): string {
  return encodeURIComponent(value).replaceAll('%3A', ':');
}

function queryOf(query: Record<string, unknown>): string {
  const present = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams(present.map(([name, value]) => [name, String(value)])).toString();
}
