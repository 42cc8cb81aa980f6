import { Readable } from 'node:stream';
import { SluiceError } from '@sluice/protocol';
import { type AnsweredRequest, signResponse } from '@sluice/protocol/signing';
import { createSigner } from '@sluice/protocol/signing/node';
import type { Settings } from '../settings.ts';
import type { ApiAnswer } from './api-handler.ts';
import { digestField } from './digest-field.ts';

/** The digest stands before the body, so a signed answer is held in memory as a whole. */
const LONGEST_SIGNED_BYTES = 64 * 1024 * 1024;
const nothing = new Uint8Array();

/** Signs an answer with the gateway's key, for a caller who asked for that; gives any other back as it is. */
export type AnswerSigner = (answer: ApiAnswer, request: AnsweredRequest | undefined) => Promise<ApiAnswer>;

/**
 * Signatures on answers (RFC 9421 section 2.4). What they cost, a digest, a signature and a body that does not stream, only those
 * pay who ask.
 *
 * @returns rejects with `response_too_large_to_sign`.
 */
export function createAnswerSigner({ did, seed }: Settings['gatewayKey'], now: () => number): AnswerSigner {
  const sign = createSigner(seed);
  return async (answer, request) => {
    if (request === undefined) return answer;
    const body = await bytesOf(answer);
    const { status } = answer;
    const contentDigest = digestField(body);
    const signature = await signResponse({ request, status, contentDigest, keyid: did, sign, now: now() });
    return { status, headers: { ...answer.headers, ...signature }, body };
  };
}

async function bytesOf({ status, body }: ApiAnswer): Promise<Uint8Array> {
  const isEmpty = status === 204 || status === 304;
  if (!(body instanceof Readable)) return isEmpty ? nothing : body;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LONGEST_SIGNED_BYTES)
      throw new SluiceError('response_too_large_to_sign', `The response has more than ${LONGEST_SIGNED_BYTES} bytes.`);
    chunks.push(chunk);
  }
  return isEmpty ? nothing : Buffer.concat(chunks);
}
