import { useSyncExternalStore } from 'react';
import type { ItemSource } from './item-source.ts';

/** Draws again whenever items of the source have come. */
export function useSource(source: ItemSource): number {
  return useSyncExternalStore(
    (callback) => source.subscribe(callback),
    () => source.version(),
  );
}
