/** PKCS #8 of an Ed25519 private key is this prefix and the 32-byte seed (RFC 8410, section 7). */
const PKCS8_PREFIX = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/** The seed as a non-extractable signing key, or undefined where the browser has no Ed25519. */
export async function importPlatformKey(seed: Uint8Array): Promise<CryptoKey | undefined> {
  const pkcs8 = new Uint8Array([...PKCS8_PREFIX, ...seed]);
  try {
    return await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']);
  } catch (error) {
    if (error instanceof DOMException && (error.name === 'NotSupportedError' || error.name === 'SyntaxError')) return undefined;
    throw error;
  } finally {
    pkcs8.fill(0);
  }
}

/** Whether this browser can keep an Ed25519 key non-extractable; if not, a passphrase is asked for. */
export async function hasPlatformKeys(): Promise<boolean> {
  return (await importPlatformKey(new Uint8Array(32).fill(1))) !== undefined;
}

export async function signWithPlatformKey(key: CryptoKey, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.sign('Ed25519', key, message));
}
