import { type Endpoint, issueText, MAX_JSON_DEPTH, parseStrictJson, SluiceError, unreadFormat } from '@sluice/protocol';
import type { z } from 'zod';

export interface RawRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Uint8Array;
}

/**
 * Parses a request with its endpoint's own schemas; what the contract does not name is refused (I9). Throws `request_invalid`
 * naming the place, or the `json_…` code of a body that is no good JSON.
 */
export function parseRequest(endpoint: Endpoint, raw: RawRequest): { params: unknown; query: unknown; body: unknown } {
  return {
    params: endpoint.params === undefined ? undefined : check(endpoint.params, raw.params, 'path'),
    query: endpoint.query === undefined ? undefined : check(endpoint.query, queryObject(raw.query), 'query'),
    body: endpoint.body === undefined ? undefined : check(endpoint.body, parseBody(raw.body), 'body'),
  };
}

function parseBody(body: Uint8Array): unknown {
  return body.length === 0 ? {} : parseStrictJson(body, { maxDepth: MAX_JSON_DEPTH });
}

function queryObject(query: URLSearchParams): Record<string, string> {
  const entries: Record<string, string> = {};
  for (const [name, value] of query) {
    if (Object.hasOwn(entries, name)) throw new SluiceError('request_invalid', `The query names ${name} twice.`);
    entries[name] = value;
  }
  return entries;
}

function check(schema: z.ZodType, value: unknown, where: 'path' | 'query' | 'body'): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  const pointer =
    first === undefined ? '' : first.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  const format = where === 'body' ? unreadFormat(value) : undefined;
  if (format !== undefined)
    throw new SluiceError('document_format_newer', `The document's format is ${format}; this engine reads sluice/1.`, {
      place: { pointer: '/document/format' },
    });
  throw new SluiceError(
    'request_invalid',
    `${where}${pointer === '' ? '' : ` at ${pointer}`}: ${first === undefined ? 'does not fit' : issueText(first)}`,
    { place: { pointer } },
  );
}
