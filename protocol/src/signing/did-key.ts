import { ed25519 } from '@noble/curves/ed25519.js';
import { base58 } from '@scure/base';
import { SluiceError } from '../errors/sluice-error.ts';

/** The multicodec prefix of an Ed25519 public key, `ed25519-pub` (0xed) as a varint. */
const MULTICODEC = [0xed, 0x01] as const;
const SHAPE = /^did:key:z6Mk[1-9A-HJ-NP-Za-km-z]{44}$/;

/**
 * The `did:key:z6Mk…` of a 32-byte Ed25519 public key.
 *
 * @throws SluiceError `key_invalid` for what `publicKeyOf` refuses too.
 */
export function didKeyOf(publicKey: Uint8Array): string {
  checkPublicKey(publicKey);
  return `did:key:z${base58.encode(Uint8Array.of(...MULTICODEC, ...publicKey))}`;
}

/**
 * The 32-byte Ed25519 public key that a `did:key:z6Mk…` names. One key has one name: the text must be the one that `didKeyOf` gives.
 *
 * @throws SluiceError `key_invalid` for a text that is no such name, a point that is not on the curve, a non-canonical encoding
 * (y ≥ p, RFC 8032 section 5.1.3), and the eight points of small order, for which signatures over anything can be made.
 */
export function publicKeyOf(did: string): Uint8Array {
  if (!SHAPE.test(did)) throw refusal('It is not written as did:key:z6Mk followed by 44 base58 characters.');
  const bytes = base58.decode(did.slice('did:key:z'.length));
  if (bytes.length !== 34 || bytes[0] !== MULTICODEC[0] || bytes[1] !== MULTICODEC[1]) {
    throw refusal('It does not hold an Ed25519 public key of 32 bytes.');
  }
  const publicKey = bytes.slice(2);
  checkPublicKey(publicKey);
  return publicKey;
}

/** The point is decoded by RFC 8032's rules (not ZIP 215's), which refuse y ≥ p and x = 0 with the sign bit set. */
function checkPublicKey(publicKey: Uint8Array): void {
  if (publicKey.length !== 32) throw refusal(`It has ${publicKey.length} bytes instead of 32.`);
  let isSmall: boolean;
  try {
    isSmall = ed25519.Point.fromBytes(publicKey, false).isSmallOrder();
  } catch {
    throw refusal('It is not the canonical encoding of a point on the curve.');
  }
  if (isSmall) throw refusal('It is a point of small order.');
}

function refusal(detail: string): SluiceError {
  return new SluiceError('key_invalid', `The key cannot be used. ${detail}`);
}
