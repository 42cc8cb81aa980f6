import { base64urlnopad } from '@scure/base';

/** A nonce for one signature, of 16 or more random bytes (128 bits or more), as base64url text. */
export function createNonce(randomBytes: Uint8Array): string {
  if (randomBytes.length < 16) throw new RangeError(`A nonce needs 16 random bytes or more, not ${randomBytes.length}.`);
  return base64urlnopad.encode(randomBytes);
}

const SHAPE = /^[A-Za-z0-9+/_-]{1,256}={0,2}$/;
const HEX = /^(?:[0-9a-f-]+|[0-9A-F-]+)$/;

/**
 * Whether a nonce can hold 128 bits: 22 characters of base64 or base64url, or 32 of hexadecimal. Only the length can be judged
 * from here; that the bits are random is up to the signer, whose loss it is if they are not.
 */
export function isLongNonce(nonce: string): boolean {
  if (!SHAPE.test(nonce)) return false;
  const digits = nonce.replaceAll('=', '');
  return HEX.test(digits) ? digits.replaceAll('-', '').length >= 32 : digits.length >= 22;
}
