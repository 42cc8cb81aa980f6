import { sha256 } from '@noble/hashes/sha2.js';
import { base64 } from '@scure/base';
import { SluiceError } from '../errors/sluice-error.ts';

const FIELD = /^sha-256=:([A-Za-z0-9+/]{43}=):$/;

/** The `Content-Digest` field of a body: RFC 9530 with SHA-256 over its raw bytes. An empty body has a digest like any other. */
export function contentDigest(body: Uint8Array): string {
  return contentDigestField(sha256(body));
}

/** The same from a SHA-256 that somebody else computed. */
export function contentDigestField(hash: Uint8Array): string {
  return `sha-256=:${base64.encode(hash)}:`;
}

/**
 * Refuses every field that is not exactly one SHA-256 digest, so that no other algorithm can be the one that fits.
 *
 * @throws SluiceError `signature_digest`.
 */
export function checkContentDigestField(field: string): void {
  const encoded = FIELD.exec(field)?.[1];
  if (encoded === undefined || !isCanonicalBase64(encoded)) {
    throw new SluiceError('signature_digest', 'Content-Digest is not exactly one sha-256 digest.');
  }
}

/**
 * Compares the field that was signed with the one of the body that came; to be done before the body is parsed.
 *
 * @param actual the `Content-Digest` field of the body's raw bytes, from `contentDigest` or `contentDigestField`.
 * @throws SluiceError `signature_digest`.
 */
export function checkContentDigest(signed: string, actual: string): void {
  checkContentDigestField(signed);
  if (signed === actual) return;
  throw new SluiceError('signature_digest', 'The SHA-256 of the body is not the one in Content-Digest.');
}

/** The unused bits at the end of 32 bytes are zero (RFC 4648 section 3.5). */
function isCanonicalBase64(encoded: string): boolean {
  return 'AEIMQUYcgkosw048'.includes(encoded.charAt(42));
}
