import { z } from 'zod';

/** Any JSON value (RFC 8259). What crosses the guest boundary, the journal and the API is always one of these. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** Gives the value itself, not a copy: zod's own leaves out members named `__proto__`, which are data like all others. */
export const json: z.ZodType<Json> = z
  .unknown()
  .refine(isJson, { error: 'must be JSON', abort: true }) as unknown as z.ZodType<Json>;
export const jsonObject: z.ZodType<JsonObject> = z.unknown().refine((value) => isObject(value) && isJson(value), {
  error: 'must be a JSON object',
  abort: true,
}) as unknown as z.ZodType<JsonObject>;

/** The encoded size in bytes from which a value leaves the journal and becomes a content-addressed blob. */
export const BLOB_THRESHOLD_BYTES = 16 * 1024;

/** The deepest nesting that any JSON body, item or effect argument may have. */
export const MAX_JSON_DEPTH = 200;

/** An object with members of one kind. One named `__proto__` is refused, where zod would leave it out without a word. */
export function recordOf<Key extends z.core.$ZodRecordKey, Value extends z.core.$ZodType>(key: Key, value: Value) {
  return z.preprocess(
    (members: z.input<z.ZodRecord<Key, Value>>, context) => {
      if (isObject(members) && Object.hasOwn(members, '__proto__'))
        context.addIssue({ code: 'custom', message: 'must not be called __proto__', path: ['__proto__'] });
      return members;
    },
    z.record(key, value),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isJson);
  return isPlain(value) && Object.values(value).every(isJson);
}

function isPlain(value: unknown): value is object {
  if (!isObject(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
