import { indexedStore } from '../storage/indexed-store.ts';
import type { KeyRecord } from './key-record.ts';

const inStore = indexedStore('sluice', 'keys');
/** One key per browser profile and origin. */
const CURRENT = 'current';

/** Where the browser keeps its key. IndexedDB, because only it can hold a `CryptoKey` that scripts cannot read. */
export interface KeyVault {
  load(): Promise<KeyRecord | undefined>;
  save(record: KeyRecord): Promise<void>;
  clear(): Promise<void>;
}

export const indexedDbVault: KeyVault = {
  load: () => inStore('readonly', (store) => store.get(CURRENT) as IDBRequest<KeyRecord | undefined>),
  save: async (record) => {
    await inStore('readwrite', (store) => store.put(record, CURRENT));
  },
  clear: async () => {
    await inStore('readwrite', (store) => store.delete(CURRENT));
  },
};
