import { describe, expect, it } from 'vitest';
import { createPhrase, entropyOfPhrase, findPhraseProblem, normalizePhrase, phraseOfEntropy, seedOfPhrase } from './phrase.ts';

const phrase = `${'abandon '.repeat(23)}art`;
const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

describe('the recovery phrase', () => {
  it('has 24 words and a right checksum', () => {
    const made = createPhrase();
    expect(made.split(' ')).toHaveLength(24);
    expect(findPhraseProblem(made)).toBeUndefined();
    expect(createPhrase()).not.toBe(made);
  });

  it('gives the same seed always, however it was typed', async () => {
    const seed = await seedOfPhrase(phrase);
    expect(hex(seed)).toBe('b7de9ee44832483b5d6cecfc84b09788658344323e0760f0974f732b37c0d6ec');
    expect(await seedOfPhrase(`  ${phrase.toUpperCase().replaceAll(' ', '\n ')}\n`)).toEqual(seed);
  });

  it('can be written again from its entropy', () => {
    const made = createPhrase();
    expect(entropyOfPhrase(made)).toHaveLength(32);
    expect(phraseOfEntropy(entropyOfPhrase(made.toUpperCase()))).toBe(made);
  });

  it('says which word is not in the list, and where', () => {
    expect(findPhraseProblem(phrase.replace('art', 'sluice'))).toEqual({ kind: 'unknown-word', word: 'sluice', position: 24 });
  });

  it('says how many words there are when it is not 24', () => {
    expect(findPhraseProblem('abandon abandon')).toEqual({ kind: 'word-count', count: 2 });
    expect(findPhraseProblem('  ')).toEqual({ kind: 'word-count', count: 0 });
  });

  it('refuses 24 listed words with a wrong checksum', () => {
    expect(findPhraseProblem('abandon '.repeat(24))).toEqual({ kind: 'checksum' });
  });

  it('is normalised to lower case with single spaces', () => {
    expect(normalizePhrase('\tAbandon   ART\n')).toBe('abandon art');
  });
});
