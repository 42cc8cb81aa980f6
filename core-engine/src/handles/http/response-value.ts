import { type Json, MAX_JSON_DEPTH, SluiceError } from '@sluice/protocol';
import type { Dispatcher } from 'undici';
import type { HttpArgs } from './http-args.ts';
import { isDeeperThan } from './json-depth.ts';
import type { Redactor } from './redactor.ts';

/** A body as the guest gets it: JSON or text as a value, anything else as bytes for a blob. Secrets are taken out of either. */
export type ResponseBody = { readonly kind: 'value'; readonly value: Json } | { readonly kind: 'bytes'; readonly bytes: Buffer };

/**
 * Reads the bytes of an answer. `auto` goes by the media type, and takes JSON that does not parse as the text that it is.
 * Throws `json_malformed` or `json_too_deep` for JSON that was asked for and is none.
 */
export function readResponseBody(
  bytes: Buffer,
  options: { readonly contentType: string; readonly as: HttpArgs['responseType']; readonly redactor: Redactor },
): ResponseBody {
  const { contentType, as, redactor } = options;
  if (bytes.length === 0 && as !== 'bytes') return { kind: 'value', value: as === 'text' ? '' : null };
  switch (as === 'auto' ? kindOf(contentType) : as) {
    case 'json':
      return { kind: 'value', value: readJson(decodeText(bytes, contentType), as === 'auto', redactor) };
    case 'text':
      return { kind: 'value', value: redactor.text(decodeText(bytes, contentType)) };
    case 'bytes':
      return { kind: 'bytes', bytes: redactor.bytes(bytes) };
  }
}

/** The beginning of a body for an error message, on one line; empty when it is neither text nor JSON. */
export function excerptOf(bytes: Buffer, contentType: string, redactor: Redactor): string {
  if (kindOf(contentType) === 'bytes') return '';
  const text = redactor.text(decodeText(bytes, contentType)).replace(/\s+/g, ' ').trim();
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

/** Names in lower case; a header that came several times is joined with a comma, `set-cookie` is always a list (RFC 6265 section 3). */
export function headersOf(response: Dispatcher.ResponseData, redactor: Redactor): { readonly [name: string]: Json } {
  const entries = Object.entries(response.headers).flatMap(([name, field]) => {
    if (field === undefined) return [];
    const lines = [field].flat().map((line) => redactor.text(line));
    return [[name.toLowerCase(), name.toLowerCase() === 'set-cookie' ? lines : lines.join(', ')] as const];
  });
  return Object.fromEntries(entries);
}

export function contentTypeOf(response: Dispatcher.ResponseData): string {
  return [response.headers['content-type'] ?? ''].flat()[0] ?? '';
}

function kindOf(contentType: string): 'json' | 'text' | 'bytes' {
  const mediaType = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
  if (mediaType === 'application/json' || mediaType.endsWith('+json')) return 'json';
  if (mediaType.startsWith('text/') || mediaType.endsWith('+xml') || textTypes.has(mediaType)) return 'text';
  return 'bytes';
}

const textTypes: ReadonlySet<string> = new Set([
  'application/xml',
  'application/javascript',
  'application/x-www-form-urlencoded',
  'application/x-ndjson',
  'application/jsonl',
  'application/yaml',
  'application/x-yaml',
  'application/toml',
  'application/graphql',
  'application/sql',
]);

function readJson(text: string, mayBeText: boolean, redactor: Redactor): Json {
  let value: Json;
  try {
    value = JSON.parse(text) as Json; // what JSON.parse gives is Json by definition
  } catch {
    if (mayBeText) return redactor.text(text);
    throw new SluiceError('json_malformed', "The answer's body is not JSON.", {
      hint: 'Use responseType "text" to see what it is.',
    });
  }
  if (isDeeperThan(value, MAX_JSON_DEPTH))
    throw new SluiceError('json_too_deep', `The answer is nested more than ${MAX_JSON_DEPTH} levels deep.`);
  return redactor.json(value);
}

/** By the charset of the content type where the platform knows it, else UTF-8; a byte order mark is dropped. */
function decodeText(bytes: Buffer, contentType: string): string {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
