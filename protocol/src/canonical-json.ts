import { SluiceError } from './errors/sluice-error.ts';
import type { Json } from './json.ts';

/**
 * The canonical JSON text of a value, RFC 8785 (JCS): no white space, members sorted by the UTF-16 code units of their names,
 * numbers as ECMAScript writes them. Equal values give equal texts, so that their SHA-256 and signatures are equal too.
 *
 * @throws SluiceError `json_not_canonical` for what has no canonical form: NaN, infinities, lone surrogates (RFC 8785 sections
 * 3.2.2.2 and 3.2.2.3), `undefined`, functions, and objects that are no plain JSON.
 */
export function canonicalize(value: Json): string {
  return canonicalText(value, '');
}

function canonicalText(value: unknown, pointer: string): string {
  switch (typeof value) {
    case 'string':
      return canonicalString(value, pointer);
    case 'number':
      if (!Number.isFinite(value)) throw refusal(`The number ${value}`, pointer);
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? canonicalArray(value, pointer) : canonicalObject(value, pointer);
    default:
      throw refusal(`A value of type ${typeof value}`, pointer);
  }
}

/** `JSON.stringify` escapes as RFC 8785 section 3.2.2.2 asks, but would write a lone surrogate as an escape instead of refusing it. */
function canonicalString(value: string, pointer: string): string {
  if (!value.isWellFormed()) throw refusal('A text with a lone surrogate', pointer);
  return JSON.stringify(value);
}

function canonicalArray(values: readonly unknown[], pointer: string): string {
  let text = '[';
  for (let index = 0; index < values.length; index += 1) {
    if (index > 0) text += ',';
    text += canonicalText(values[index], `${pointer}/${index}`);
  }
  return `${text}]`;
}

function canonicalObject(value: object, pointer: string): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw refusal('An object that is no plain JSON object', pointer);
  let text = '{';
  // Array.prototype.sort without a comparison orders strings by UTF-16 code units, which is section 3.2.3's order.
  for (const name of Object.keys(value).sort()) {
    if (text.length > 1) text += ',';
    const place = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    text += `${canonicalString(name, place)}:${canonicalText((value as Record<string, unknown>)[name], place)}`;
  }
  return `${text}}`;
}

function refusal(what: string, pointer: string): SluiceError {
  return new SluiceError('json_not_canonical', `${what} at "${pointer}" has no canonical JSON form.`, { place: { pointer } });
}
