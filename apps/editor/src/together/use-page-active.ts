import { useEffect } from 'react';
import { useDraftSession } from '../draft/draft-context.tsx';

/** Tells the others whether this page is looked at, and which node's panel is open while nothing is selected. */
export function usePageActive(openNode: string | undefined): void {
  const { here, store } = useDraftSession();
  useEffect(() => {
    const tell = () => here.setActive(document.visibilityState === 'visible');
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => document.removeEventListener('visibilitychange', tell);
  }, [here]);
  useEffect(() => {
    const { selection } = store.getState();
    if (selection.size === 0) here.select(openNode === undefined ? [] : [openNode]);
  }, [here, store, openNode]);
}
