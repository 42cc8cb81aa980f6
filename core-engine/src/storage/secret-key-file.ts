import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { SluiceError } from '@sluice/protocol';
import { folderFailure } from './folder/folder-failure.ts';

const KEY_BYTES = 32;

export function secretKeyFile(home: string): string {
  return join(home, 'secret.key');
}

/** The key in SLUICE_HOME/secret.key (64 hex digits), or undefined when there is no such file. */
export function readSecretKey(home: string): Uint8Array | undefined {
  const file = secretKeyFile(home);
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw folderFailure(error, file);
  }
  if (!/^[0-9a-f]{64}$/.test(text)) throw new SluiceError('secret_key_wrong', `${file} does not hold a key of 64 hex digits.`);
  return Buffer.from(text, 'hex');
}

/** Makes the key file, readable for its owner alone; never over one that is there. Durable before it returns: secrets come to depend on it. */
export function makeSecretKey(home: string): Uint8Array {
  const key = randomBytes(KEY_BYTES);
  const file = secretKeyFile(home);
  try {
    const descriptor = openSync(file, 'wx', 0o600);
    try {
      writeSync(descriptor, `${key.toString('hex')}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw folderFailure(error, file);
  }
  return key;
}
