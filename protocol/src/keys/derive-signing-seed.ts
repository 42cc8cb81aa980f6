import { hmac } from '@noble/hashes/hmac.js';
import { sha512 } from '@noble/hashes/sha2.js';

/** `m/29548'/0'/0'`: purpose 29548 is `sl` in ASCII, then the account, then the key's index. Every step is hardened. */
export const SIGNING_KEY_PATH: readonly number[] = [29_548, 0, 0];

const HARDENED = 0x8000_0000;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/**
 * The 32-byte Ed25519 seed at `path` under a BIP39 seed (64 bytes), by SLIP-0010 for curve ed25519. Browser and command line
 * both use it, so that one recovery phrase gives one key everywhere.
 */
export function deriveSigningSeed(bip39Seed: Uint8Array, path: readonly number[] = SIGNING_KEY_PATH): Uint8Array {
  let node = hmac(sha512, encode('ed25519 seed'), bip39Seed);
  for (const index of path) {
    const data = new Uint8Array(37);
    data.set(node.subarray(0, 32), 1);
    new DataView(data.buffer).setUint32(33, index + HARDENED);
    node = hmac(sha512, node.subarray(32), data);
  }
  return node.slice(0, 32);
}
