import { createHash } from 'node:crypto';
import { type Json, type JsonObject, type OutputItem, parseStrictJson } from '@sluice/protocol';
import type { NewBlob } from '../../storage/ports/blob-store.ts';
import type { HookRequest } from './hook-request.ts';
import type { HookProtection } from './hook-trigger.ts';

export interface HookItem {
  readonly item: OutputItem;
  /** To be made durable before the start of the execution is. */
  readonly blobs: readonly NewBlob[];
}

/**
 * The item that a call starts its execution with: `{ method, path, headers, query, body }`.
 *
 * `body` goes by the content type: JSON is parsed strictly, a form becomes an object (a repeated field a list), text stays text, no
 * body is null. Anything else becomes the blob `body`, and `body` is null. A bearer token is left out of the headers (I7).
 *
 * @throws SluiceError `json_malformed`, `json_duplicate_key` or `json_too_deep` for a bad JSON body.
 */
export function createHookItem(request: HookRequest, protection: HookProtection): HookItem {
  const contentType = request.headers['content-type'] ?? '';
  const read = readBody(request.body, contentType);
  const json = {
    method: request.method,
    path: request.path,
    headers: visibleHeaders(request.headers, protection),
    query: request.query === '' ? {} : fieldsOf(request.query),
    body: read.kind === 'value' ? read.value : null,
  };
  if (read.kind === 'value') return { item: { json }, blobs: [] };
  const sha256 = createHash('sha256').update(request.body).digest('hex');
  const mediaType = contentType === '' ? 'application/octet-stream' : contentType.slice(0, 200);
  return {
    item: { json, blobs: { body: { sha256, size: request.body.byteLength, mediaType } } },
    blobs: [{ sha256, bytes: request.body }],
  };
}

/** Of the connection, not of the call. */
const hopHeaders: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

function visibleHeaders(headers: HookRequest['headers'], protection: HookProtection): JsonObject {
  const visible: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined || hopHeaders.has(name) || (name === 'authorization' && protection.kind === 'bearer')) continue;
    visible[name] = value;
  }
  return visible;
}

type ReadBody = { readonly kind: 'value'; readonly value: Json } | { readonly kind: 'bytes' };

function readBody(body: Uint8Array, contentType: string): ReadBody {
  if (body.byteLength === 0) return { kind: 'value', value: null };
  const end = contentType.indexOf(';');
  const mediaType = (end === -1 ? contentType : contentType.slice(0, end)).trim().toLowerCase();
  if (mediaType === 'application/json' || mediaType.endsWith('+json')) return { kind: 'value', value: parseStrictJson(body) };
  if (mediaType === 'application/x-www-form-urlencoded')
    return { kind: 'value', value: fieldsOf(new TextDecoder().decode(body)) };
  if (mediaType.startsWith('text/') || mediaType === 'application/xml' || mediaType.endsWith('+xml') || mediaType === '')
    return readText(body);
  return { kind: 'bytes' };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Text that is not UTF-8 is kept as the bytes that it is. */
function readText(body: Uint8Array): ReadBody {
  try {
    return { kind: 'value', value: utf8.decode(body) };
  } catch {
    return { kind: 'bytes' };
  }
}

/** Fields of a query or form (WHATWG URL): one value as text, several as a list. */
function fieldsOf(encoded: string): JsonObject {
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(encoded)) {
    const before = fields.get(name);
    if (before === undefined) fields.set(name, value);
    else if (typeof before === 'string') fields.set(name, [before, value]);
    else before.push(value);
  }
  return Object.fromEntries(fields);
}
