import type { KeyRecord } from './key-record.ts';

const DATABASE = 'sluice';
const STORE = 'keys';
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

async function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await openDatabase();
  try {
    const transaction = database.transaction(STORE, mode);
    const request = work(transaction.objectStore(STORE));
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
      transaction.onerror = () => reject(transaction.error);
    });
    return request.result;
  } finally {
    database.close();
  }
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
