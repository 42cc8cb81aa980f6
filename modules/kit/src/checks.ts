/**
 * Checks what templates gave for a node's parameters, inside the sandbox, so that the types `run` is written against are true.
 * Values written without a template were checked by the compiler. The build emits one check per parameter (`build/check-source.ts`),
 * so that a guest script carries only the kinds that it uses.
 */
import { fail } from './fail.ts';
import { isList, isObject } from './json.ts';

/** Gives the value, made to fit where that is certain (`"5"` → 5), or fails with `param_invalid`. `at` is the parameter's path. */
export type Check = (value: unknown, at: string) => unknown;
type Values = { [name: string]: unknown };

const CUT = 60;

function refuse(at: string, wanted: string, value: unknown): never {
  const shown = value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value));
  fail(
    'param_invalid',
    `Parameter ${at} must be ${wanted}; its template gave ${shown.length > CUT ? `${shown.slice(0, CUT)}…` : shown}.`,
    { param: at },
  );
}

const absent = (value: unknown): boolean => value === undefined || value === null;

/** The check of a node type, from one check per parameter. Gives a new object, so that evaluated templates stay as they are. */
export function checkParams(checks: { readonly [name: string]: Check }): (params: Values) => Values {
  return (params) => {
    const checked = { ...params };
    for (const name in checks) checked[name] = checks[name]?.(params[name], name);
    return checked;
  };
}

export const optional =
  (check: Check): Check =>
  (value, at) =>
    absent(value) ? undefined : check(value, at);

export const defaultTo =
  (fallback: unknown, check: Check): Check =>
  (value, at) =>
    absent(value) ? fallback : check(value, at);

/** `$now` is a `Date`; as a value it is its RFC 3339 text, as in JSON. */
const plain = (value: unknown): unknown => (value instanceof Date ? value.toJSON() : value);

export const anything: Check = plain;
export const something: Check = (value, at) => (value === undefined ? refuse(at, 'there', value) : plain(value));

export const text: Check = (given, at) => {
  const value = plain(given);
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : refuse(at, 'a text', value);
};

export const boolean: Check = (value) => !!value && value !== 'false';

export const number =
  (min = -Infinity, max = Infinity): Check =>
  (value, at) => {
    const given = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof given !== 'number' || !Number.isFinite(given)) return refuse(at, 'a number', value);
    return given < min || given > max ? refuse(at, range('a number', min, max), value) : given;
  };

export const integer = (min = -Infinity, max = Infinity): Check => {
  const check = number(min, max);
  return (value, at) => (Number.isSafeInteger(check(value, at)) ? check(value, at) : refuse(at, 'a whole number', value));
};

function range(what: string, min: number, max: number): string {
  if (max === Infinity) return `${what} of at least ${min}`;
  return min === -Infinity ? `${what} of at most ${max}` : `${what} from ${min} to ${max}`;
}

export const oneOf =
  (...options: readonly string[]): Check =>
  (value, at) =>
    options.includes(String(value)) ? String(value) : refuse(at, `one of ${options.join(', ')}`, value);

export const datetime: Check = (value, at) => {
  const ms = value instanceof Date ? value.getTime() : typeof value === 'number' ? value : Date.parse(String(value));
  return Number.isFinite(ms)
    ? typeof value === 'string'
      ? value
      : new Date(ms).toISOString()
    : refuse(at, 'a date and time like 2026-11-20T12:00:00Z', value);
};

export const list =
  (of: Check): Check =>
  (value, at) =>
    isList(value) ? value.map((each, index) => of(each, `${at}.${index}`)) : refuse(at, 'a list', value);

/** Names whose template gave nothing are left out, so that a header or field can be there for some items only. */
export const map =
  (of: Check): Check =>
  (value, at) => {
    if (!isObject(value)) return refuse(at, 'an object', value);
    const checked = Object.entries(value).map(([key, each]): [string, unknown] => [key, of(each, `${at}.${key}`)]);
    return Object.fromEntries(checked.filter(([, each]) => each !== undefined));
  };

export const object =
  (fields: { readonly [name: string]: Check }): Check =>
  (value, at) => {
    if (!isObject(value)) return refuse(at, 'an object', value);
    return Object.fromEntries(
      Object.entries({ ...value, ...fields }).map(([key]) => [key, (fields[key] ?? anything)(value[key], `${at}.${key}`)]),
    );
  };
