import { randomBytes } from 'node:crypto';
import { didKeyOf, type SignEd25519 } from '../../../protocol/src/signing/index.ts';
import { createSigner, publicKeyOfSeed } from '../../../protocol/src/signing/node/index.ts';

export interface TestKey {
  readonly did: string;
  readonly seed: Uint8Array;
  readonly sign: SignEd25519;
}

export function createKey(): TestKey {
  const seed = new Uint8Array(randomBytes(32));
  return { did: didKeyOf(publicKeyOfSeed(seed)), seed, sign: createSigner(seed) };
}
