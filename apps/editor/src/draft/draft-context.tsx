import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { DraftSession } from './draft-session.ts';
import type { DraftState, DraftStore } from './draft-store.ts';
import type { SaveState } from './draft-sync.ts';

const DraftContext = createContext<DraftSession | undefined>(undefined);

/** Gives everything inside the draft that is open. */
export const DraftProvider = DraftContext.Provider;

/** The draft that is open. Only within a `DraftProvider`. */
export function useDraftSession(): DraftSession {
  const session = useContext(DraftContext);
  if (session === undefined) throw new Error('There is no DraftProvider around this');
  return session;
}

/** The same where there may be none: a run of the past is looked at. */
export function useOptionalDraftSession(): DraftSession | undefined {
  return useContext(DraftContext);
}

export function useDraftStore(): DraftStore {
  return useDraftSession().store;
}

/** A part of the draft that is open; drawn again only when that part is another one. */
export function useDraft<T>(select: (state: DraftState) => T): T {
  return useStore(useDraftStore(), select);
}

/** Whether the engine has what is edited here. */
export function useSaveState(): SaveState {
  return useStore(useDraftSession().sync.state);
}
