import { entropyToMnemonic, generateMnemonic, mnemonicToEntropy, mnemonicToSeedWebcrypto, validateMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { deriveSigningSeed } from '@sluice/protocol';

// Heavy (word list, hashes): load it with `import()` where a phrase is made or read, never in the first load.

/** A new recovery phrase: 24 English words (BIP39, 256 bits of entropy). */
export function createPhrase(): string {
  return generateMnemonic(wordlist, 256);
}

/** What a person typed or pasted, as BIP39 wants it: lower case, one space between words. */
export function normalizePhrase(typed: string): string {
  return typed.normalize('NFKD').trim().toLowerCase().split(/\s+/).join(' ');
}

/** Why a phrase cannot be used, as specifically as can be said, or undefined when it can. */
export type PhraseProblem =
  | { kind: 'word-count'; count: number }
  | { kind: 'unknown-word'; word: string; position: number }
  | { kind: 'checksum' };

export function findPhraseProblem(typed: string): PhraseProblem | undefined {
  const phrase = normalizePhrase(typed);
  const words = phrase === '' ? [] : phrase.split(' ');
  const position = words.findIndex((word) => !wordlist.includes(word));
  if (position >= 0) return { kind: 'unknown-word', word: words[position] ?? '', position: position + 1 };
  if (words.length !== 24) return { kind: 'word-count', count: words.length };
  return validateMnemonic(phrase, wordlist) ? undefined : { kind: 'checksum' };
}

/** The 32-byte Ed25519 seed of a phrase: BIP39 without passphrase, then SLIP-0010 at the signing path. */
export async function seedOfPhrase(typed: string): Promise<Uint8Array> {
  return deriveSigningSeed(await mnemonicToSeedWebcrypto(normalizePhrase(typed)));
}

/** The 32 bytes that the words stand for, and from which they can be written again. */
export function entropyOfPhrase(typed: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(mnemonicToEntropy(normalizePhrase(typed), wordlist));
}

export function phraseOfEntropy(entropy: Uint8Array): string {
  return entropyToMnemonic(entropy, wordlist);
}
