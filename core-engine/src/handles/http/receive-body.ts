import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { SluiceError } from '@sluice/protocol';
import type { Dispatcher } from 'undici';

/** What we say we take, and can decode within bounds. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br';

type Decoder = (bytes: Buffer, maxBytes: number) => Promise<Buffer>;

const bounded = (decode: (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>): Decoder => {
  return (bytes, maxBytes) => decode(bytes, { maxOutputLength: maxBytes });
};
const inflateZlib = bounded(promisify(inflate));
const inflateBare = bounded(promisify(inflateRaw));

const decoders: ReadonlyMap<string, Decoder> = new Map([
  ['gzip', bounded(promisify(gunzip))],
  ['x-gzip', bounded(promisify(gunzip))],
  ['br', bounded(promisify(brotliDecompress))],
  // Some servers send raw deflate data under this name, against RFC 9110 section 8.4.1.2.
  [
    'deflate',
    (bytes, maxBytes) => (((bytes[0] ?? 0) & 0x0f) === 8 ? inflateZlib(bytes, maxBytes) : inflateBare(bytes, maxBytes)),
  ],
]);

const MAX_ENCODINGS = 3;

/**
 * The whole body, decompressed. Neither what is received nor what it unpacks to may exceed `maxBytes`, so that neither an endless
 * answer nor a decompression bomb costs more memory than that. Throws `http_too_large`, or `http_failed` when it does not unpack.
 */
export async function receiveBody(response: Dispatcher.ResponseData, maxBytes: number): Promise<Buffer> {
  const declared = Number(response.headers['content-length']);
  if (declared > maxBytes) {
    response.body.destroy();
    throw tooLarge(`The body has ${declared} bytes`, maxBytes);
  }
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response.body as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxBytes) throw tooLarge('The body', maxBytes); // leaving the loop destroys the stream
    parts.push(part);
  }
  return decode(Buffer.concat(parts), encodingsOf(response), maxBytes);
}

function encodingsOf(response: Dispatcher.ResponseData): readonly string[] {
  const header = [response.headers['content-encoding'] ?? []].flat().join(',');
  return header
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity');
}

async function decode(received: Buffer, encodings: readonly string[], maxBytes: number): Promise<Buffer> {
  if (received.length === 0) return received;
  if (encodings.length > MAX_ENCODINGS)
    throw new SluiceError('http_failed', `The body is encoded ${encodings.length} times over.`);
  let bytes = received;
  for (const encoding of encodings.toReversed()) {
    const decoder = decoders.get(encoding);
    if (decoder === undefined)
      throw new SluiceError(
        'http_failed',
        `The body has the content encoding "${encoding.slice(0, 50)}", which was not asked for.`,
      );
    try {
      bytes = await decoder(bytes, maxBytes);
    } catch (error) {
      if (error instanceof RangeError) throw tooLarge('The unpacked body', maxBytes);
      throw new SluiceError('http_failed', `The body is no valid ${encoding} data.`);
    }
  }
  return bytes;
}

function tooLarge(what: string, maxBytes: number): SluiceError {
  return new SluiceError(
    'http_too_large',
    `${what} exceeds ${maxBytes} bytes.`.replace('bytes exceeds', 'bytes, which exceeds'),
    {
      hint: 'Ask for less, or raise maxBytes.',
    },
  );
}
