import type { Presence } from '@sluice/protocol';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** Somebody else who has the same draft open. */
export interface Guest {
  /** Tells apart several pages of one key. */
  readonly id: string;
  readonly did: string;
  readonly presence: Presence;
}

export interface PresenceStore extends Pick<StoreApi<readonly Guest[]>, 'getState' | 'getInitialState' | 'subscribe'> {
  /** Without a presence, they have left. */
  take(id: string, did: string, presence: Presence | undefined): void;
  clear(): void;
}

/** Who else is in a draft, and where. Forgotten with the connection. */
export function createPresenceStore(): PresenceStore {
  const store = createStore<readonly Guest[]>()(() => []);
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    take(id, did, presence) {
      const others = store.getState().filter((guest) => guest.id !== id);
      if (presence === undefined && others.length === store.getState().length) return;
      store.setState(presence === undefined ? others : [...others, { id, did, presence }], true);
    },
    clear() {
      if (store.getState().length > 0) store.setState([], true);
    },
  };
}
