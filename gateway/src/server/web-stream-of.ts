import type { Readable } from 'node:stream';

/**
 * A node stream as one of the web's. Not by `Readable.toWeb`: when the reader goes away while bytes are on their way, that throws out
 * of an event handler, which nobody can catch and which ends the process. Here the node stream is destroyed, and that is all.
 */
export function webStreamOf(body: Readable): ReadableStream<Uint8Array> {
  return ReadableStream.from(body as AsyncIterable<Uint8Array>); // bytes: the streams that come here have no encoding set
}
