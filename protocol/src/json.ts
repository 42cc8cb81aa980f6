import { z } from 'zod';

/** Any JSON value (RFC 8259). What crosses the guest boundary, the journal and the API is always one of these. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export const json: z.ZodType<Json> = z.json() as z.ZodType<Json>;
export const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), json) as z.ZodType<JsonObject>;

/** The encoded size in bytes from which a value leaves the journal and becomes a content-addressed blob. */
export const BLOB_THRESHOLD_BYTES = 16 * 1024;

/** The deepest nesting that any JSON body, item or effect argument may have. */
export const MAX_JSON_DEPTH = 200;
