import type { SignEd25519 } from '@sluice/protocol/signing';
import type { KeyRecord } from './key-record.ts';
import { signWithPlatformKey } from './platform-key.ts';
import { unseal } from './seal-secret.ts';

/** What signs with a stored key: at once for a platform key, with the passphrase for a sealed one; undefined when that is wrong or missing. */
export async function openKey(record: KeyRecord, passphrase?: string): Promise<SignEd25519 | undefined> {
  if (record.kind === 'platform') return (message) => signWithPlatformKey(record.key, new Uint8Array(message));
  const seed = passphrase === undefined ? undefined : await unseal(record, passphrase);
  if (seed === undefined) return undefined;
  const { default: nacl } = await import('tweetnacl');
  const { secretKey } = nacl.sign.keyPair.fromSeed(seed);
  return (message) => nacl.sign.detached(message, secretKey);
}
