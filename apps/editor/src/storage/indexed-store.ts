/** Work on the one object store of a database of this browser, which is made when it is not there yet. */
export type InStore = <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>) => Promise<T>;

/**
 * Opens the database for each piece of work and closes it after, so that no page stands in the way of another one's upgrade. What was
 * written is on disk when the promise resolves; it rejects when the browser keeps nothing.
 */
export function indexedStore(database: string, store: string): InStore {
  return async (mode, work) => {
    const open = await openDatabase(database, store);
    try {
      const transaction = open.transaction(store, mode);
      const request = work(transaction.objectStore(store));
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
        transaction.onerror = () => reject(transaction.error);
      });
      return request.result;
    } finally {
      open.close();
    }
  };
}

function openDatabase(database: string, store: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(database, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
