import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { SluiceError } from '@sluice/protocol';

const ALGORITHM = 'aes-256-gcm';
/** The layout of a sealed secret: version, nonce, tag, ciphertext. */
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

/**
 * Encrypts secrets with AES-256-GCM (NIST SP 800-38D) under a random nonce. The secret's name is authenticated with it, so that a sealed value
 * put under another name does not open.
 */
export interface SecretCipher {
  seal(name: string, value: string): Uint8Array;
  /** Throws `secret_key_wrong` when key, name or bytes are not those it was sealed with. */
  open(name: string, sealed: Uint8Array): string;
}

/** `key` is 32 bytes. */
export function createSecretCipher(key: Uint8Array): SecretCipher {
  return {
    seal(name, value) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, nonce);
      cipher.setAAD(Buffer.from(name));
      const text = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), text]);
    },
    open(name, sealed) {
      if (sealed[0] !== VERSION || sealed.byteLength < HEAD_BYTES) throw wrong(name);
      const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(1, 1 + NONCE_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(name));
      decipher.setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEAD_BYTES));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES)), decipher.final()]).toString('utf8');
      } catch {
        throw wrong(name);
      }
    },
  };
}

/** Says nothing of key or value (I7), and keeps no cause that might. */
function wrong(name: string): SluiceError {
  return new SluiceError(
    'secret_key_wrong',
    `The secret ${JSON.stringify(name)} does not open with the key in secret.key, or its stored bytes were changed.`,
  );
}
