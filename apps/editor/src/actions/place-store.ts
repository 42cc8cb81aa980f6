import { useEffect } from 'react';
import { createStore } from 'zustand/vanilla';
import type { Action } from './action-store.ts';

/** Something that can be gone to. */
export interface Place extends Pick<Action, 'id' | 'title' | 'icon' | 'run'> {
  /** A word or two of what it is. */
  readonly detail?: string;
  /** Further words that it is found by. */
  readonly words?: string;
}

/** Many places of one kind: the nodes of the workflow that is open. `list` is asked when the palette opens. */
export interface PlaceSource {
  readonly group: string;
  readonly list: () => readonly Place[];
}

/** What of the page that is open can be gone to. */
export const placeStore = createStore<{ readonly sources: readonly PlaceSource[] }>()(() => ({ sources: [] }));

/** Offers places for as long as the caller is mounted; `list` should be the same function while the places are. */
export function usePlaces(group: string, list: () => readonly Place[]): void {
  useEffect(() => {
    const source = { group, list };
    placeStore.setState(({ sources }) => ({ sources: [...sources, source] }));
    return () => placeStore.setState(({ sources }) => ({ sources: sources.filter((each) => each !== source) }));
  }, [group, list]);
}
