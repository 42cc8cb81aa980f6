import type { DraftRemains } from './draft-remains.ts';

const DATABASE = 'sluice-drafts';
const STORE = 'remains';

/** Keeps what is not saved yet of each key's drafts in this browser, so that neither a reload nor an outage loses an edit. */
export interface DraftVault {
  /** As it lies there: a newer editor may have written it. */
  load(key: string): Promise<unknown>;
  save(key: string, remains: DraftRemains | undefined): Promise<void>;
  /** The keys under which something lies that begin so. */
  keys(beginning: string): Promise<readonly string[]>;
}

/** Remains lie under the key's did and the workflow: somebody else at this browser does not send them. */
export function remainsKey(did: string, workflowId: string): string {
  return `${did} ${workflowId}`;
}

export const indexedDbDrafts: DraftVault = {
  load: (key) => inStore('readonly', (store) => store.get(key) as IDBRequest<unknown>),
  save: async (key, remains) => {
    await inStore('readwrite', (store) =>
      remains === undefined ? (store.delete(key) as IDBRequest<unknown>) : (store.put(remains, key) as IDBRequest<unknown>),
    );
  },
  keys: async (beginning) => {
    const range = IDBKeyRange.bound(beginning, `${beginning}\uffff`);
    return (await inStore('readonly', (store) => store.getAllKeys(range))).map(String);
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
