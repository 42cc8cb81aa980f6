import { useEffect } from 'react';
import { useCanvasState } from './canvas-context.ts';
import type { CanvasDesk } from './canvas-desk.ts';
import { letGo } from './use-node-drag.ts';

/** Escape takes back what is under the hand: it goes where it was, as if nothing had been. */
export function useDragEnd(desk: CanvasDesk): void {
  const isDragging = useCanvasState((state) => state.isDragging);
  useEffect(() => {
    if (!isDragging) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      letGo(desk.store);
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [desk, isDragging]);
}
