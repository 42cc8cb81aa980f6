/** Signs a message with an Ed25519 key that stays where it is: node:crypto, WebCrypto, tweetnacl. Gives 64 bytes (RFC 8032). */
export type SignEd25519 = (message: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/**
 * Whether the signature is that of the message under the 32-byte public key, by RFC 8032 section 5.1.7 with S < L enforced. It
 * need not look at the key: keys are refused by `publicKeyOf` before.
 */
export type VerifyEd25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
