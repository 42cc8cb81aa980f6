import { readFileSync } from 'node:fs';
import { SluiceError } from '@sluice/protocol';
import { z } from 'zod';

/** The engine's Ed25519 key: its did and its 32-byte seed. */
export interface EngineKey {
  readonly did: string;
  readonly seed: Uint8Array;
}

const keyFile = z.strictObject({ did: z.string(), seed: z.string() });

/** Reads the key file (JSON `{ did, seed }`, the seed as base64url). Throws `setting_invalid` naming the file. */
export function readEngineKey(file: string): EngineKey {
  try {
    const { did, seed } = keyFile.parse(JSON.parse(readFileSync(file, 'utf8')));
    const bytes = Buffer.from(seed, 'base64url');
    if (bytes.length !== 32) throw new Error('the seed is not 32 bytes');
    return { did, seed: bytes };
  } catch (cause) {
    throw new SluiceError('setting_invalid', `SLUICE_ENGINE_KEY_FILE: ${file} is no key file: ${(cause as Error).message}`, {
      cause,
      hint: '`sluice up` makes one.',
    });
  }
}
