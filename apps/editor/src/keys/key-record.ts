/** A key as this browser keeps it. The seed itself is never stored in the clear, and never leaves the browser. */
export type KeyRecord = PlatformKeyRecord | SealedKeyRecord;

interface KeyRecordBase {
  /** `did:key:z6Mk…`, the public half. */
  readonly did: string;
  readonly name: string;
  /** RFC 3339. */
  readonly createdAt: string;
}

/** The browser has Ed25519: the key is a non-extractable `CryptoKey`, which IndexedDB stores without showing it to scripts. */
export interface PlatformKeyRecord extends KeyRecordBase {
  readonly kind: 'platform';
  readonly key: CryptoKey;
}

/** The browser has no Ed25519: the seed is encrypted under a passphrase (PBKDF2-SHA-256, AES-256-GCM). */
export interface SealedKeyRecord extends KeyRecordBase {
  readonly kind: 'sealed';
  readonly iterations: number;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly ciphertext: Uint8Array<ArrayBuffer>;
}
