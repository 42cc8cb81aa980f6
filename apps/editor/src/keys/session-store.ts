import type { SignEd25519 } from '@sluice/protocol/signing';
import { createStore } from 'zustand/vanilla';
import type { SignHeaders } from '../api/create-api.ts';
import type { KeyRecord } from './key-record.ts';
import type { KeyVault } from './key-vault.ts';
import { openKey } from './open-key.ts';
import { seal } from './seal-secret.ts';
import { createSignHeaders } from './sign-headers.ts';

/** Who signs in this browser. `locked`: the key is there and needs its passphrase. */
export type Session =
  | { readonly phase: 'loading' }
  | { readonly phase: 'none' }
  | { readonly phase: 'locked'; readonly record: KeyRecord }
  | {
      readonly phase: 'ready';
      readonly did: string;
      readonly name: string;
      readonly signHeaders: SignHeaders;
      readonly record: KeyRecord;
    };

export interface SessionStore {
  readonly session: Session;
  /** Reads the key that this browser keeps, if there is one. */
  load(): Promise<void>;
  /** Opens a sealed key; false when the passphrase is wrong. */
  unlock(passphrase: string): Promise<boolean>;
  /** Keeps a key and signs with it from now on. */
  adopt(record: KeyRecord, passphrase?: string): Promise<void>;
  /** Keeps a sealed copy of the key's phrase beside it. Its words must be those of the key. */
  keepPhrase(phrase: string, passphrase: string): Promise<void>;
  /** Forgets the copy, not the key. */
  dropPhrase(): Promise<void>;
  /** Signs with a key before it is kept, for the claim. */
  signerOf(record: KeyRecord, passphrase?: string): Promise<SignHeaders | undefined>;
  /** Forgets the key in this browser. It goes on existing, in its phrase and at the engine. */
  forget(): Promise<void>;
}

export function createSessionStore({ vault, authority }: { vault: KeyVault; authority: string }) {
  const readySession = (record: KeyRecord, sign: SignEd25519): Session => ({
    phase: 'ready',
    did: record.did,
    name: record.name,
    signHeaders: createSignHeaders({ did: record.did, sign, authority }),
    record,
  });

  return createStore<SessionStore>()((set, get) => {
    /** The same key and its signer, with something else kept beside it. */
    const keep = async (record: KeyRecord) => {
      await vault.save(record);
      const { session } = get();
      if (session.phase === 'ready' && session.did === record.did) set({ session: { ...session, record } });
    };
    return {
      session: { phase: 'loading' },
      load: async () => {
        // A browser that refuses IndexedDB has no key to offer; keeping one will fail later, where it can be said.
        const record = await vault.load().catch(() => undefined);
        if (record === undefined) return set({ session: { phase: 'none' } });
        const sign = await openKey(record);
        set({ session: sign === undefined ? { phase: 'locked', record } : readySession(record, sign) });
      },
      unlock: async (passphrase) => {
        const { session } = get();
        if (session.phase !== 'locked') return false;
        const sign = await openKey(session.record, passphrase);
        if (sign !== undefined) set({ session: readySession(session.record, sign) });
        return sign !== undefined;
      },
      adopt: async (record, passphrase) => {
        await vault.save(record);
        const sign = await openKey(record, passphrase);
        set({ session: sign === undefined ? { phase: 'locked', record } : readySession(record, sign) });
      },
      signerOf: async (record, passphrase) => {
        const sign = await openKey(record, passphrase);
        return sign === undefined ? undefined : createSignHeaders({ did: record.did, sign, authority });
      },
      keepPhrase: async (phrase, passphrase) => {
        const { session } = get();
        if (session.phase !== 'ready') return;
        const { entropyOfPhrase } = await import('./phrase.ts');
        await keep({ ...session.record, phrase: await seal(entropyOfPhrase(phrase), passphrase) });
      },
      dropPhrase: async () => {
        const { session } = get();
        if (session.phase !== 'ready') return;
        const { phrase: _, ...record } = session.record;
        await keep(record);
      },
      forget: async () => {
        await vault.clear();
        set({ session: { phase: 'none' } });
      },
    };
  });
}
