/** What a session needs of a cryptography library; `signing/node` has it from node:crypto, for gateway and engine alike. */
export interface SessionCrypto {
  randomBytes(size: number): Uint8Array;
  /** A fresh X25519 key pair (RFC 7748). */
  createExchange(): KeyExchange;
  /** HKDF with SHA-256 (RFC 5869), 32 bytes. */
  deriveKey(input: { secret: Uint8Array; salt: Uint8Array; info: string }): Uint8Array;
  sha256(bytes: Uint8Array): Uint8Array;
  /** HMAC with SHA-256 under one key, over the Latin-1 bytes of a text, as base64. Called for every request: the key is prepared once. */
  createMac(key: Uint8Array): (text: string) => string;
  /** Compares two texts in a time that says nothing of where they differ. */
  isEqual(left: string, right: string): boolean;
}

export interface KeyExchange {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** The shared secret, 32 bytes. May throw for a public key of small order. */
  agree(peerPublicKey: Uint8Array): Uint8Array;
}
