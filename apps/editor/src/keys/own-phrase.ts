import { sealKeyFile } from '@sluice/protocol/key-file';
import { didOfSeed } from './adopt-key.ts';
import type { KeyRecord } from './key-record.ts';
import { entropyOfPhrase, phraseOfEntropy, seedOfPhrase } from './phrase.ts';
import { unseal } from './seal-secret.ts';

// Heavy, as `phrase.ts` is: load it with `import()`.

/** The words of a record's key from the copy that it keeps; undefined when it keeps none, or the passphrase is wrong. */
export async function keptPhrase({ phrase }: KeyRecord, passphrase: string): Promise<string | undefined> {
  const entropy = phrase === undefined ? undefined : await unseal(phrase, passphrase);
  return entropy === undefined ? undefined : phraseOfEntropy(entropy);
}

/** Whether the words, which are a phrase, are those of the record's key. */
export async function isPhraseOf({ did }: KeyRecord, phrase: string): Promise<boolean> {
  return didOfSeed(await seedOfPhrase(phrase)) === did;
}

/** An encrypted key file for the key of a phrase, and a name for it. */
export async function keyFileOfPhrase(phrase: string, passphrase: string): Promise<{ name: string; text: string }> {
  const seed = await seedOfPhrase(phrase);
  const did = didOfSeed(seed);
  const text = await sealKeyFile({ did, seed, entropy: entropyOfPhrase(phrase) }, passphrase);
  seed.fill(0);
  return { name: `sluice-${did.slice(-8)}.jwe`, text: `${text}\n` };
}
