import { adoptSeed } from './adopt-key.ts';
import type { KeyRecord } from './key-record.ts';
import { entropyOfPhrase, seedOfPhrase } from './phrase.ts';
import { seal } from './seal-secret.ts';

// Heavy, as `phrase.ts` is: load it with `import()`.

interface Making {
  readonly name: string;
  /** ms since the epoch. */
  readonly now: number;
  /** Given where the browser cannot keep the key by itself, and by whoever wants a copy of the phrase kept. */
  readonly passphrase?: string;
}

/** The record of a recovery phrase's key; with a passphrase, with a sealed copy of the phrase. Throws `PassphraseNeededError`. */
export async function recordOfPhrase(phrase: string, options: Making): Promise<KeyRecord> {
  return recordOf({ seed: await seedOfPhrase(phrase), entropy: entropyOfPhrase(phrase) }, options);
}

/**
 * The record of the key in an encrypted key file, which the passphrase opens; it seals what is kept here, too.
 *
 * @throws SluiceError `passphrase_wrong`, `file_malformed`.
 */
export async function recordOfFile(text: string, options: Making & { readonly passphrase: string }): Promise<KeyRecord> {
  const { openKeyFile } = await import('@sluice/protocol/key-file');
  return recordOf(await openKeyFile(text, options.passphrase), options);
}

async function recordOf(key: { seed: Uint8Array; entropy?: Uint8Array }, options: Making): Promise<KeyRecord> {
  const { passphrase } = options;
  const record = await adoptSeed({ seed: new Uint8Array(key.seed), ...options });
  if (key.entropy === undefined || passphrase === undefined) return record;
  return { ...record, phrase: await seal(new Uint8Array(key.entropy), passphrase) };
}
