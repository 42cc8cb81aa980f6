import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { SignEd25519, VerifyEd25519 } from '../crypto-ports.ts';

/** The DER around a raw Ed25519 key (RFC 8410): SubjectPublicKeyInfo and PKCS #8. */
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const CACHED_KEYS = 1000;

const keyObjects = new Map<string, KeyObject>();

/** Ed25519 verification by OpenSSL, which refuses S ≥ L. The imported keys of the last thousand signers are kept. */
export const verifyEd25519: VerifyEd25519 = (publicKey, message, signature) =>
  verify(null, message, keyObjectOf(publicKey), signature);

/** Signs with the private key of a 32-byte seed (RFC 8032 section 5.1.5). */
export function createSigner(seed: Uint8Array): SignEd25519 & ((message: Uint8Array) => Uint8Array) {
  const key = createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  return (message) => sign(null, message, key);
}

/** The 32-byte public key of a 32-byte seed. */
export function publicKeyOfSeed(seed: Uint8Array): Uint8Array {
  const key = createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  return new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(PUBLIC_PREFIX.length));
}

function keyObjectOf(publicKey: Uint8Array): KeyObject {
  const name = Buffer.from(publicKey).toString('latin1');
  const known = keyObjects.get(name);
  if (known !== undefined) return known;
  const key = createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, publicKey]), format: 'der', type: 'spki' });
  if (keyObjects.size >= CACHED_KEYS) keyObjects.delete(keyObjects.keys().next().value as string); // it is full, so there is one
  keyObjects.set(name, key);
  return key;
}
