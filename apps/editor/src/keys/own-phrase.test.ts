import { describe, expect, it } from 'vitest';
import type { KeyRecord } from './key-record.ts';
import type { KeyVault } from './key-vault.ts';
import { recordOfFile, recordOfPhrase } from './make-record.ts';
import { isPhraseOf, keptPhrase, keyFileOfPhrase } from './own-phrase.ts';
import { createPhrase } from './phrase.ts';
import { createSessionStore } from './session-store.ts';

const making = { name: 'Ada', now: Date.parse('2026-11-21T12:00:00Z') };

function memoryVault(): KeyVault & { readonly kept: () => KeyRecord | undefined } {
  let record: KeyRecord | undefined;
  return {
    kept: () => record,
    load: async () => record,
    save: async (saved) => {
      record = saved;
    },
    clear: async () => {
      record = undefined;
    },
  };
}

describe('the phrase of a key', () => {
  it('is kept only for who gives a passphrase, and opens with that alone', async () => {
    const phrase = createPhrase();
    const plain = await recordOfPhrase(phrase, making);
    expect(plain.phrase).toBeUndefined();
    expect(await keptPhrase(plain, 'correct horse')).toBeUndefined();
    const kept = await recordOfPhrase(phrase, { ...making, passphrase: 'correct horse' });
    expect(kept.kind).toBe('platform');
    expect(await keptPhrase(kept, 'wrong horse')).toBeUndefined();
    expect(await keptPhrase(kept, 'correct horse')).toBe(phrase);
    expect([await isPhraseOf(kept, phrase), await isPhraseOf(kept, createPhrase())]).toEqual([true, false]);
  });

  it('is added to a key that is in use and taken from it, without touching the key', async () => {
    const phrase = createPhrase();
    const vault = memoryVault();
    const store = createSessionStore({ vault, authority: 'localhost:4700' });
    await store.getState().adopt(await recordOfPhrase(phrase, making));
    const before = store.getState().session;
    await store.getState().keepPhrase(phrase, 'correct horse');
    const { session } = store.getState();
    if (before.phase !== 'ready' || session.phase !== 'ready') throw new Error('There is a key.');
    expect(session.signHeaders).toBe(before.signHeaders);
    expect(await keptPhrase(vault.kept() as KeyRecord, 'correct horse')).toBe(phrase);
    await store.getState().dropPhrase();
    expect(vault.kept()).toEqual(before.record);
  });

  it('goes into a key file and comes out of it with the key', async () => {
    const phrase = createPhrase();
    const record = await recordOfPhrase(phrase, making);
    const file = await keyFileOfPhrase(phrase, 'correct horse');
    expect(file.name).toBe(`sluice-${record.did.slice(-8)}.jwe`);
    await expect(recordOfFile(file.text, { ...making, passphrase: 'wrong horse' })).rejects.toThrow('passphrase_wrong');
    const elsewhere = await recordOfFile(file.text, { ...making, passphrase: 'correct horse' });
    expect(elsewhere.did).toBe(record.did);
    expect(await keptPhrase(elsewhere, 'correct horse')).toBe(phrase);
  });
});
