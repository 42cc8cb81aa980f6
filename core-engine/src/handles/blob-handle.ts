import { type Json, json, parseStrictJson, SluiceError } from '@sluice/protocol';
import { z } from 'zod';
import { type Handle, type HandleRequest, value } from './handle.ts';
import { parseArgs } from './parse-args.ts';
import type { Blobs } from './ports.ts';
import { blobJson, storeBlob } from './store-blob.ts';
import { type Verbs, verbOf } from './verb-of.ts';

/** The most bytes that one `read` brings into the guest. */
export const MAX_READ_BYTES = 8 * 1024 * 1024;

const none = z.strictObject({});
const readArgs = z.strictObject({
  as: z.enum(['text', 'base64', 'json']).default('text'),
  offset: z.int().min(0).default(0),
  length: z.int().min(1).max(MAX_READ_BYTES).optional(),
});
const naming = { mediaType: z.string().min(1).max(200).optional(), name: z.string().min(1).max(255).optional() };
const writeArgs = z.union([
  z.strictObject({ text: z.string(), ...naming }),
  z.strictObject({ base64: z.base64(), ...naming }),
  z.strictObject({ json, ...naming }),
]);

/** `blob:SHA256`: content-addressed bytes. `write` goes to `blob:` and answers with the reference. */
export function createBlobHandle(from: { readonly blobs: Blobs }): Handle {
  const { blobs } = from;
  const verbs: Verbs = {
    async stat(request) {
      parseArgs(none, request);
      const sha256 = hashOf(request);
      const stat = await blobs.stat(sha256);
      return value(stat === undefined ? null : { sha256, size: stat.size });
    },
    async read(request) {
      const args = parseArgs(readArgs, request);
      const bytes = await readRange(blobs, hashOf(request), args);
      return value(decode(bytes, args.as));
    },
    async write(request) {
      const args = parseArgs(writeArgs, request);
      const ref = await storeBlob(blobs, bytesOf(args), {
        mediaType: args.mediaType ?? mediaTypeOf(args),
        name: args.name,
      });
      return value(blobJson(ref));
    },
  };
  return { scheme: 'blob', perform: (request) => verbOf(verbs, request)(request) };
}

function hashOf(request: HandleRequest): string {
  const hash = request.uri.slice(request.uri.indexOf(':') + 1);
  if (/^[0-9a-f]{64}$/.test(hash)) return hash;
  throw new SluiceError(
    'effect_args_invalid',
    `${request.verb} blob: the URI is blob: and the SHA-256 as 64 lower-case hex digits.`,
  );
}

async function readRange(
  blobs: Blobs,
  sha256: string,
  range: { readonly offset: number; readonly length?: number | undefined },
): Promise<Buffer> {
  const stat = await blobs.stat(sha256);
  if (stat === undefined) throw new SluiceError('blob_unknown', `There is no blob ${sha256}.`);
  const end = Math.min(stat.size, range.offset + (range.length ?? stat.size));
  if (end - range.offset > MAX_READ_BYTES) {
    throw new SluiceError(
      'effect_args_invalid',
      `read blob: length: the blob has ${stat.size} bytes and one read brings at most ${MAX_READ_BYTES}; read it in parts.`,
    );
  }
  if (end <= range.offset) return Buffer.alloc(0);
  const parts: Uint8Array[] = [];
  for await (const part of await blobs.readStream(sha256, { start: range.offset, end })) parts.push(part);
  return Buffer.concat(parts);
}

function decode(bytes: Buffer, as: 'text' | 'base64' | 'json'): Json {
  switch (as) {
    case 'text':
      return new TextDecoder().decode(bytes);
    case 'base64':
      return bytes.toString('base64');
    case 'json':
      return parseStrictJson(bytes);
  }
}

function bytesOf(args: z.output<typeof writeArgs>): Buffer {
  if ('text' in args) return Buffer.from(args.text, 'utf8');
  if ('base64' in args) return Buffer.from(args.base64, 'base64');
  return Buffer.from(JSON.stringify(args.json), 'utf8');
}

function mediaTypeOf(args: z.output<typeof writeArgs>): string {
  if ('text' in args) return 'text/plain; charset=utf-8';
  return 'base64' in args ? 'application/octet-stream' : 'application/json';
}
