import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { usageError } from '../cli-error.ts';

/** What a key file holds: JSON `{"did":"did:key:z6Mk…","seed":"<32 bytes as base64url>"}`, readable by its owner only. */
export interface StoredKey {
  readonly did: string;
  readonly seed: string;
}

/** Makes a new Ed25519 key from 32 random bytes. */
export async function createKey(): Promise<StoredKey> {
  return keyOfSeed(randomBytes(32));
}

/** The key that a seed of 32 bytes stands for (RFC 8032 section 5.1.5). */
export async function keyOfSeed(seed: Uint8Array): Promise<StoredKey> {
  const [{ didKeyOf }, { publicKeyOfSeed }] = await Promise.all([
    import('@sluice/protocol/signing'),
    import('@sluice/protocol/signing/node'),
  ]);
  return { did: didKeyOf(publicKeyOfSeed(seed)), seed: Buffer.from(seed).toString('base64url') };
}

/** Reads a key file. Throws `file_unreadable` or `file_malformed`, without ever showing the seed (I7). */
export function readKeyFile(path: string): StoredKey {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw usageError('file_unreadable', `The key file ${path} cannot be read: ${reasonOf(error)}.`, { cause: error });
  }
  const key = parseStoredKey(text);
  if (key === undefined) {
    throw usageError('file_malformed', `${path} is not a key file: it must hold {"did":"did:key:z6Mk…","seed":"…"}.`);
  }
  return key;
}

/**
 * Writes a key file (mode 0600) that must not exist yet: it appears whole or not at all, and of two writers at once one wins.
 * Answers whether it was us.
 */
export function writeKeyFile(path: string, key: StoredKey): boolean {
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  // On disk before anybody is told of the key: after a loss of power it must not be there in name only.
  writeFileSync(temporary, `${JSON.stringify(key)}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if (existsSync(path)) return false;
    throw error;
  } finally {
    unlinkSync(temporary);
  }
}

/** Writes a key file in place of the one that is there: at any moment the one or the other is there, whole. */
export function replaceKeyFile(path: string, key: StoredKey): void {
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  writeKeyFile(temporary, key);
  renameSync(temporary, path);
}

/** The key in the file, which is made when it is not there. */
export async function loadOrCreateKey(path: string): Promise<StoredKey> {
  if (!existsSync(path)) writeKeyFile(path, await createKey());
  return readKeyFile(path);
}

/** Undefined for a text that is no key file. */
export function parseStoredKey(text: string): StoredKey | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('did' in value) || !('seed' in value)) return undefined;
    const { did, seed } = value;
    if (typeof did !== 'string' || typeof seed !== 'string' || Buffer.from(seed, 'base64url').length !== 32) return undefined;
    return { did, seed };
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
