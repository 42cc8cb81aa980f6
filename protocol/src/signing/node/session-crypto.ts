import {
  createHash,
  createHmac,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import type { KeyExchange, SessionCrypto } from '../session/session-crypto.ts';

/** The DER around a raw X25519 public key (RFC 8410). */
const PUBLIC_PREFIX = Buffer.from('302a300506032b656e032100', 'hex');

/** A session's cryptography by node:crypto. */
export const nodeSessionCrypto: SessionCrypto = {
  randomBytes: (size) => randomBytes(size),
  createExchange,
  deriveKey: ({ secret, salt, info }) => new Uint8Array(hkdfSync('sha256', secret, salt, info, 32)),
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  createMac: (key) => {
    const secret = createSecretKey(key);
    return (text) => createHmac('sha256', secret).update(text, 'latin1').digest('base64');
  },
  isEqual: (left, right) =>
    left.length === right.length && timingSafeEqual(Buffer.from(left, 'latin1'), Buffer.from(right, 'latin1')),
};

function createExchange(): KeyExchange {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  return {
    publicKey: new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(PUBLIC_PREFIX.length)),
    agree: (peer) => {
      const peerKey = createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, peer]), format: 'der', type: 'spki' });
      return diffieHellman({ privateKey, publicKey: peerKey });
    },
  };
}
