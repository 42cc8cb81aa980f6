import { indexedStore } from '../storage/indexed-store.ts';
import type { DraftRemains } from './draft-remains.ts';

const inStore = indexedStore('sluice-drafts', 'remains');

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
