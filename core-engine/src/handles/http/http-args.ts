import { json } from '@sluice/protocol';
import { z } from 'zod';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const headerName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}$/, 'this is no header name');
const headerValue = z.union([
  z.string().regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'a header value is one line of Latin-1 text'),
  z.number(),
  z.boolean(),
  z.null(),
]);
const secretName = z.string().min(1).max(100);

/** The arguments of every verb of `http`. What is null in `headers` and `query` is left out. */
export const httpArgs = z.strictObject({
  headers: z.record(headerName, headerValue).default({}),
  query: z.record(z.string(), z.union([scalar, z.null(), z.array(scalar)])).default({}),
  body: json.optional(),
  /** How `body` is sent; `auto` goes by its shape (see `request-body.ts`). */
  bodyType: z.enum(['auto', 'json', 'text', 'form', 'base64', 'blob']).default('auto'),
  /** For the whole exchange, redirects and body included. */
  timeoutMs: z.int().min(1).max(3_600_000).default(30_000),
  /** `auto` goes by the answer's media type; `bytes` always makes a blob. */
  responseType: z.enum(['auto', 'json', 'text', 'bytes']).default('auto'),
  /** Whether a status of 400 and above fails the effect. */
  failOnStatus: z.boolean().default(true),
  /** The most bytes of the answer's body, both as sent and decompressed. */
  maxBytes: z
    .int()
    .min(1)
    .max(256 * 1024 * 1024)
    .default(32 * 1024 * 1024),
  followRedirects: z.boolean().default(true),
  /** `name`: the header or query parameter; for `basic` the user name (without it the secret is `user:password`). */
  auth: z
    .strictObject({
      secret: secretName,
      as: z.enum(['bearer', 'header', 'query', 'basic']),
      name: z.string().min(1).max(200).optional(),
    })
    .optional(),
  /** Further headers whose value is a secret, by the secret's name. */
  secretHeaders: z.record(headerName, secretName).default({}),
});

export type HttpArgs = z.output<typeof httpArgs>;
