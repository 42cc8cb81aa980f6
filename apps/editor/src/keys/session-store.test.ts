import { publicKeyOf } from '@sluice/protocol/signing';
import nacl from 'tweetnacl';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { adoptSeed, PassphraseNeededError } from './adopt-key.ts';
import type { KeyRecord } from './key-record.ts';
import type { KeyVault } from './key-vault.ts';
import { createSessionStore } from './session-store.ts';

const seedOf = (byte: number) => new Uint8Array(32).fill(byte);
const now = Date.parse('2026-11-20T12:00:00Z');

function memoryVault(record?: KeyRecord): KeyVault {
  let kept = record;
  return {
    load: async () => kept,
    save: async (saved) => {
      kept = saved;
    },
    clear: async () => {
      kept = undefined;
    },
  };
}

/** As in a browser whose WebCrypto does not know Ed25519. */
function withoutEd25519(): void {
  const { importKey } = crypto.subtle;
  vi.spyOn(crypto.subtle, 'importKey').mockImplementation(((
    format: 'raw',
    data: BufferSource,
    algorithm: string,
    ...rest: [boolean, KeyUsage[]]
  ) => {
    if (algorithm === 'Ed25519') throw new DOMException('Unrecognized name.', 'NotSupportedError');
    return importKey.call(crypto.subtle, format, data, algorithm, ...rest);
  }) as typeof importKey);
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the session', () => {
  it('has no key at first', async () => {
    const store = createSessionStore({ vault: memoryVault(), authority: 'localhost:4700' });
    expect(store.getState().session).toEqual({ phase: 'loading' });
    await store.getState().load();
    expect(store.getState().session).toEqual({ phase: 'none' });
  });

  it('keeps a key that cannot be read back, wipes the seed, and signs with it after a reload', async () => {
    const seed = seedOf(7);
    const record = await adoptSeed({ seed, name: 'Ada', now });
    expect(seed).toEqual(seedOf(0));
    expect(record).toMatchObject({
      kind: 'platform',
      name: 'Ada',
      createdAt: '2026-11-20T12:00:00.000Z',
      key: { extractable: false },
    });
    const vault = memoryVault();
    await createSessionStore({ vault, authority: 'localhost:4700' }).getState().adopt(record);
    const reloaded = createSessionStore({ vault, authority: 'localhost:4700' });
    await reloaded.getState().load();
    expect(reloaded.getState().session).toMatchObject({ phase: 'ready', did: record.did, name: 'Ada' });
  });

  it('signs as the profile says, so that the signature base verifies under the key of the did', async () => {
    const record = await adoptSeed({ seed: seedOf(7), name: 'Ada', now });
    const store = createSessionStore({ vault: memoryVault(), authority: 'localhost:4700' });
    const sign = await store.getState().signerOf(record);
    const body = new TextEncoder().encode('{"a":1}');
    const headers = await sign!({ method: 'POST', target: '/v1/x?y=1', body }, { idempotencyKey: 'k1', nowMs: now });
    const input = headers['signature-input']!.replace('sluice=', '');
    const base = [
      '"@method": POST',
      '"@authority": localhost:4700',
      '"@path": /v1/x',
      '"@query": ?y=1',
      '"content-type": application/json',
      `"content-digest": ${headers['content-digest']}`,
      '"idempotency-key": k1',
      `"@signature-params": ${input}`,
    ].join('\n');
    const signature = Uint8Array.from(atob(headers['signature']!.slice('sluice=:'.length, -1)), (char) => char.charCodeAt(0));
    expect(nacl.sign.detached.verify(new TextEncoder().encode(base), signature, publicKeyOf(record.did))).toBe(true);
    const again = await sign!({ method: 'POST', target: '/v1/x?y=1', body }, { idempotencyKey: 'k1', nowMs: now });
    expect(again['signature-input']).not.toBe(headers['signature-input']);
  });

  it('asks for a passphrase where the browser has no Ed25519, and opens only with it', async () => {
    withoutEd25519();
    await expect(adoptSeed({ seed: seedOf(7), name: 'Ada', now })).rejects.toThrow(PassphraseNeededError);
    const record = await adoptSeed({ seed: seedOf(7), name: 'Ada', passphrase: 'correct horse', now });
    expect(record.kind).toBe('sealed');
    const store = createSessionStore({ vault: memoryVault(record), authority: 'localhost:4700' });
    await store.getState().load();
    expect(store.getState().session.phase).toBe('locked');
    expect(await store.getState().unlock('wrong')).toBe(false);
    expect(await store.getState().unlock('correct horse')).toBe(true);
    expect(store.getState().session).toMatchObject({ phase: 'ready', did: record.did });
  });

  it('gives the same did for the same seed, sealed or not', async () => {
    const platform = await adoptSeed({ seed: seedOf(9), name: 'a', now });
    withoutEd25519();
    const sealed = await adoptSeed({ seed: seedOf(9), name: 'a', passphrase: 'p', now });
    expect(sealed.did).toBe(platform.did);
  });

  it('forgets the key when asked', async () => {
    const vault = memoryVault(await adoptSeed({ seed: seedOf(7), name: 'Ada', now }));
    const store = createSessionStore({ vault, authority: 'localhost:4700' });
    await store.getState().load();
    await store.getState().forget();
    expect(store.getState().session).toEqual({ phase: 'none' });
    expect(await vault.load()).toBeUndefined();
  });
});
