import { type BlobRef, blobRef, type Json, SluiceError } from '@sluice/protocol';
import { z } from 'zod';
import type { Blobs } from '../ports.ts';
import type { HttpArgs } from './http-args.ts';

export interface RequestBody {
  readonly bytes: Buffer;
  /** Used unless the request has a `content-type` of its own. */
  readonly contentType: string;
}

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const form = z.record(z.string(), z.union([scalar, z.array(scalar), z.null()]));

/**
 * The bytes to send. With `bodyType: 'auto'` a string is text, an object with the one key `base64`, `form` or `blob` is that, and everything
 * else is JSON. Undefined: no body.
 */
export async function createRequestBody(
  args: Pick<HttpArgs, 'body' | 'bodyType'>,
  blobs: Pick<Blobs, 'read'>,
): Promise<RequestBody | undefined> {
  if (args.body === undefined) return undefined;
  const { type, content } = args.bodyType === 'auto' ? guessType(args.body) : { type: args.bodyType, content: args.body };
  switch (type) {
    case 'json':
      return { bytes: Buffer.from(JSON.stringify(content)), contentType: 'application/json' };
    case 'text':
      return {
        bytes: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
        contentType: 'text/plain; charset=utf-8',
      };
    case 'form':
      return { bytes: Buffer.from(encodeForm(content)), contentType: 'application/x-www-form-urlencoded' };
    case 'base64':
      return { bytes: Buffer.from(check(z.base64(), content, 'base64 text'), 'base64'), contentType: 'application/octet-stream' };
    case 'blob': {
      const ref: BlobRef = check(blobRef, content, 'a blob reference');
      return { bytes: Buffer.from(await blobs.read(ref.sha256)), contentType: ref.mediaType ?? 'application/octet-stream' };
    }
  }
}

type BodyType = Exclude<HttpArgs['bodyType'], 'auto'>;

function guessType(body: Json): { readonly type: BodyType; readonly content: Json } {
  if (typeof body === 'string') return { type: 'text', content: body };
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
    const [[key, content] = ['', null], ...more] = Object.entries(body as { readonly [key: string]: Json });
    if (more.length === 0 && key === 'base64' && typeof content === 'string') return { type: 'base64', content };
    if (more.length === 0 && key === 'form' && typeof content === 'object' && content !== null) return { type: 'form', content };
    if (more.length === 0 && key === 'blob' && blobRef.safeParse(content).success) return { type: 'blob', content };
  }
  return { type: 'json', content: body };
}

function encodeForm(content: Json): string {
  const fields = new URLSearchParams();
  for (const [name, field] of Object.entries(check(form, content, 'an object of form fields'))) {
    for (const one of Array.isArray(field) ? field : [field]) if (one !== null) fields.append(name, String(one));
  }
  return fields.toString();
}

function check<T extends z.ZodType>(schema: T, content: Json, what: string): z.output<T> {
  const parsed = schema.safeParse(content);
  if (!parsed.success) throw new SluiceError('effect_args_invalid', `http: body: this is not ${what}.`);
  return parsed.data;
}
