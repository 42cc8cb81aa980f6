import { didKeyOf } from '@sluice/protocol/signing';
import nacl from 'tweetnacl';
import type { KeyRecord } from './key-record.ts';
import { importPlatformKey } from './platform-key.ts';
import { seal } from './seal-secret.ts';

/** This browser has no Ed25519 of its own, and no passphrase was given to seal the key under. */
export class PassphraseNeededError extends Error {
  constructor() {
    super('This browser cannot keep an Ed25519 key by itself; a passphrase is needed.');
    this.name = 'PassphraseNeededError';
  }
}

/**
 * Turns a seed into the record that this browser keeps, and wipes the seed: a non-extractable platform key where there is Ed25519,
 * else the seed sealed under the passphrase.
 *
 * @throws PassphraseNeededError
 */
export async function adoptSeed(options: {
  seed: Uint8Array<ArrayBuffer>;
  name: string;
  passphrase?: string;
  now: number;
}): Promise<KeyRecord> {
  const { seed, name, passphrase, now } = options;
  const base = { did: didOfSeed(seed), name, createdAt: new Date(now).toISOString() };
  try {
    const key = await importPlatformKey(seed);
    if (key !== undefined) return { ...base, kind: 'platform', key };
    if (passphrase === undefined || passphrase === '') throw new PassphraseNeededError();
    return { ...base, kind: 'sealed', ...(await seal(seed, passphrase)) };
  } finally {
    seed.fill(0);
  }
}

/** The did:key of the key that a seed makes. */
export function didOfSeed(seed: Uint8Array): string {
  return didKeyOf(nacl.sign.keyPair.fromSeed(seed).publicKey);
}
