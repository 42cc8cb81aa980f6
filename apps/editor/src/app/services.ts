import { createTicket } from '@sluice/protocol';
import { useStore } from 'zustand';
import { createApi } from '../api/create-api.ts';
import { ServerClock } from '../api/server-clock.ts';
import { onKeyChange } from '../keys/key-changes.ts';
import { indexedDbVault } from '../keys/key-vault.ts';
import { createSessionStore, type Session } from '../keys/session-store.ts';
import { StreamClient } from '../stream/stream-client.ts';
import { createStreamSocket } from '../stream/stream-socket.ts';
import { noticeRevoked } from './query-client.ts';

// The editor's composition root: what talks to the world is made here, once.

export const serverClock = new ServerClock();

export const sessionStore = createSessionStore({ vault: indexedDbVault, authority: window.location.host });

export const api = createApi({
  getSigner: () => {
    const { session } = sessionStore.getState();
    return session.phase === 'ready' ? session.signHeaders : undefined;
  },
  clock: serverClock,
  fetch: (input, init) => window.fetch(input, init),
});

export const stream = new StreamClient({
  createTicket: async () => {
    try {
      return (await api(createTicket)).ticket;
    } catch (error) {
      noticeRevoked(error);
      throw error;
    }
  },
  openSocket: createStreamSocket,
  delayMs: (attempt) => Math.min(15_000, 400 * 2 ** (attempt - 1)) * (0.75 + Math.random() / 2),
  lingerMs: 10_000,
});

// Replaced in another tab: this one goes on with the new key, too.
onKeyChange(() => void sessionStore.getState().load());

window.addEventListener('online', () => stream.retryNow());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') stream.retryNow();
});

export function useSession(): Session {
  return useStore(sessionStore, (state) => state.session);
}
