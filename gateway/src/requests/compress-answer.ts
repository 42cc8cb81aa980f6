import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { ApiAnswer } from './api-handler.ts';

/** Less fits a packet or two anyway, and most answers are less: they cost nothing more. */
const FROM_BYTES = 4096;
/** Most of what there is to gain, at a third of the time of the best. */
const LEVEL = 4;

/**
 * Long JSON for a caller who takes gzip, as browsers do: a catalog or a list is a fifth of its size on the wire. Signed answers stay as they are:
 * their digest is that of the bytes sent (RFC 9530 section 2), and who checks one shall not have to undo an encoding first.
 */
export function compressAnswer(answer: ApiAnswer, accepted: string | undefined): ApiAnswer {
  const { status, headers, body } = answer;
  const { 'content-length': length, ...others } = headers;
  const bytes = body instanceof Readable ? Number(length ?? Number.POSITIVE_INFINITY) : body.length;
  const isJson = headers['content-type']?.startsWith('application/json') === true;
  if (status !== 200 || !isJson || bytes < FROM_BYTES || !/\bgzip\b/.test(accepted ?? '')) return answer;
  const source = body instanceof Readable ? body : Readable.from([body]);
  // What goes wrong on either side destroys both; who reads `gzip` gets the error.
  const gzip = pipeline(source, createGzip({ level: LEVEL }), () => undefined);
  return { status, headers: { ...others, 'content-encoding': 'gzip', vary: 'accept-encoding' }, body: gzip };
}
