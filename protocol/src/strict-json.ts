import { diagnoseJson } from './diagnose-json.ts';
import { SluiceError } from './errors/sluice-error.ts';
import { type Json, MAX_JSON_DEPTH } from './json.ts';

export interface StrictJsonOptions {
  /** The deepest nesting accepted; `[]` has depth 1. By default `MAX_JSON_DEPTH`. */
  readonly maxDepth?: number;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Parses one JSON text (RFC 8259; bytes must be UTF-8 without a byte order mark) and refuses what JSON parsers disagree about, so
 * that gateway and engine cannot be made to see two different values in the same bytes. A member named `__proto__` is own data.
 *
 * It costs one linear scan, the engine's own `JSON.parse` and one count of the members; where and why a text is bad is looked for
 * only once it is known to be bad.
 *
 * @throws SluiceError `json_malformed` (with line and column), `json_duplicate_key` and numbers beyond a double's range (with a
 * JSON pointer), `json_too_deep`.
 */
export function parseStrictJson(input: string | Uint8Array, { maxDepth = MAX_JSON_DEPTH }: StrictJsonOptions = {}): Json {
  const text = typeof input === 'string' ? input : decodeUtf8(input);
  const members = countColons(text, maxDepth);
  const value = parseNatively(text);
  if (value === undefined || countMembers(value) !== members) throw explain(text, maxDepth);
  return value;
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new SluiceError('json_malformed', 'The body is not valid UTF-8.');
  }
}

/** `undefined` stands for a text that is not JSON; JSON itself has no such value. */
function parseNatively(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json; // JSON.parse gives JSON values and nothing else
  } catch {
    return undefined;
  }
}

const QUOTE = 34;
const COLON = 58;
const BACKSLASH = 92;

/** The number of colons outside of strings: as many as members were written. The depth is checked on the way, well-formed or not. */
function countColons(text: string, maxDepth: number): number {
  const { length } = text;
  let depth = 0;
  let colons = 0;
  for (let index = 0; index < length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === QUOTE) {
      index = endOfString(text, index + 1, length);
    } else if (unit === COLON) {
      colons += 1;
    } else if ((unit | 32) === 123) {
      depth += 1; // { or [
      if (depth > maxDepth) throw new SluiceError('json_too_deep', `The JSON is nested more than ${maxDepth} levels deep.`);
    } else if ((unit | 32) === 125) {
      depth -= 1; // } or ]
    }
  }
  return colons;
}

/** The index of the quote that ends the string, or the length. */
function endOfString(text: string, start: number, length: number): number {
  let index = start;
  while (index < length) {
    const unit = text.charCodeAt(index);
    if (unit === QUOTE) return index;
    index += unit === BACKSLASH ? 2 : 1;
  }
  return index;
}

/** How many members all objects in the value have: fewer than were written where a key came twice. NaN for an infinite number. */
function countMembers(value: Json): number {
  if (typeof value === 'number') return Number.isFinite(value) ? 0 : Number.NaN;
  if (typeof value !== 'object' || value === null) return 0;
  let members = 0;
  if (Array.isArray(value)) {
    for (const element of value as readonly Json[]) members += countMembers(element);
    return members;
  }
  const object = value as { readonly [key: string]: Json };
  for (const key in object) members += 1 + countMembers(object[key] as Json); // the key was just listed
  return members;
}

function explain(text: string, maxDepth: number): SluiceError {
  return diagnoseJson(text, maxDepth) ?? new SluiceError('json_malformed', 'The text is not JSON.');
}
