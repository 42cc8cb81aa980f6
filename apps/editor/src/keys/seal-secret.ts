import type { SealedSecret } from './key-record.ts';

/** OWASP's figure for PBKDF2-HMAC-SHA-256; kept in the record, so that it can be raised. */
const ITERATIONS = 600_000;

/** Encrypts a secret (the seed, the phrase's entropy) under a passphrase: PBKDF2-SHA-256 with a random salt, then AES-256-GCM. */
export async function seal(
  secret: Uint8Array<ArrayBuffer>,
  passphrase: string,
  iterations: number = ITERATIONS,
): Promise<SealedSecret> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await deriveKey(passphrase, salt, iterations);
  const ciphertext = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, secret));
  return { iterations, salt, iv, ciphertext };
}

/** The secret, or undefined when the passphrase is wrong. */
export async function unseal(sealed: SealedSecret, passphrase: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const key = await deriveKey(passphrase, sealed.salt, sealed.iterations);
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv }, key, sealed.ciphertext));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return undefined;
    throw error;
  }
}

async function deriveKey(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(passphrase.normalize('NFKC')), 'PBKDF2', false, [
    'deriveKey',
  ]);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}
