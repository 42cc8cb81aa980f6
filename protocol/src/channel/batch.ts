import type { z } from 'zod';
import { SluiceError } from '../errors/sluice-error.ts';

/**
 * The payload of a frame that is not empty: the length of a JSON text in 4 bytes, big-endian, the text, and then the bodies that it
 * speaks of, one after the other. A body is bytes and nothing else; nobody between caller and trigger looks into it.
 */
const LENGTH_BYTES = 4;

/** `head` as the parts of a payload, to which the bodies are to be added in its order. */
export function encodeHead(head: unknown): Uint8Array[] {
  const text = Buffer.from(JSON.stringify(head));
  const length = Buffer.allocUnsafe(LENGTH_BYTES);
  length.writeUInt32BE(text.length, 0);
  return [length, text];
}

/**
 * What `encodeHead` made, and the bytes after it.
 *
 * @throws SluiceError `channel_invalid` for what does not fit the schema.
 */
export function decodeHead<T>(payload: Buffer, schema: z.ZodType<T>): { head: T; bodies: Buffer } {
  const length = payload.length < LENGTH_BYTES ? payload.length : payload.readUInt32BE(0);
  const end = LENGTH_BYTES + length;
  if (end > payload.length) throw misfit(`the text is to have ${length} bytes in a payload of ${payload.length}`);
  const parsed = schema.safeParse(parseJson(payload.toString('utf8', LENGTH_BYTES, end)));
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0] ?? { path: [], message: 'unknown' };
    throw misfit(`${path.join('.')}: ${message}`);
  }
  return { head: parsed.data, bodies: payload.subarray(end) };
}

/** Gives out bodies in their order. */
export class Bodies {
  private readonly bytes: Buffer;
  private offset = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  take(length: number): Buffer {
    const end = this.offset + length;
    if (end > this.bytes.length) throw misfit('a body is shorter than it is said to be');
    const body = this.bytes.subarray(this.offset, end);
    this.offset = end;
    return body;
  }

  /** Throws when there is something that nothing spoke of. */
  end(): void {
    if (this.offset !== this.bytes.length) throw misfit(`${this.bytes.length - this.offset} bytes belong to no body`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw misfit('the text is not JSON');
  }
}

function misfit(why: string): SluiceError {
  return new SluiceError('channel_invalid', `A frame does not fit: ${why}.`);
}
