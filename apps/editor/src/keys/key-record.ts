/** A key as this browser keeps it. The seed itself is never stored in the clear, and never leaves the browser. */
export type KeyRecord = PlatformKeyRecord | SealedKeyRecord;

interface KeyRecordBase {
  /** `did:key:z6Mk…`, the public half. */
  readonly did: string;
  readonly name: string;
  /** RFC 3339. */
  readonly createdAt: string;
  /** The entropy of the recovery phrase (32 bytes), for whoever asked to keep a copy: to be shown again and exported. */
  readonly phrase?: SealedSecret;
}

/** 32 bytes, encrypted under a passphrase (PBKDF2-SHA-256, AES-256-GCM). */
export interface SealedSecret {
  readonly iterations: number;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly ciphertext: Uint8Array<ArrayBuffer>;
}

/** The browser has Ed25519: the key is a non-extractable `CryptoKey`, which IndexedDB stores without showing it to scripts. */
export interface PlatformKeyRecord extends KeyRecordBase {
  readonly kind: 'platform';
  readonly key: CryptoKey;
}

/** The browser has no Ed25519: the seed is encrypted under a passphrase. */
export interface SealedKeyRecord extends KeyRecordBase, SealedSecret {
  readonly kind: 'sealed';
}
