import { useStore, useStoreApi } from '@xyflow/react';
import { useEffect, useState } from 'react';
import { type Box, grown } from './geometry.ts';

/** What of the canvas is worth drawing as elements. */
export interface View {
  /** In px of the canvas: what is in sight and a margin around it; everything where it is undefined. */
  readonly window: Box | undefined;
  /** So much is in sight that it is painted in one picture instead; only what is under the hand is an element. */
  readonly isDistant: boolean;
}

/** Up to so many nodes all are elements, always. */
const FEW = 150;
/** What a node takes up with the space around it, in px. */
const CELL = 312 * 100;
const EVERYTHING: View = { window: undefined, isDistant: false };

/** The view of a large graph: changes when the hand comes near the margin or to another zoom, and not with every move. */
export function useView(count: number): View {
  const store = useStoreApi();
  const [view, setView] = useState<View>({ window: undefined, isDistant: count > FEW });
  const isLarge = count > FEW;
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  useEffect(() => {
    if (!isLarge || width === 0) return;
    const distantBelow = Math.min(0.6, Math.sqrt((width * height) / (CELL * FEW)));
    const look = () => {
      const [x, y, zoom] = store.getState().transform;
      const sight = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
      setView((known) => {
        const isDistant = zoom < distantBelow;
        if (isDistant) return known.isDistant ? known : { window: sight, isDistant };
        const isEnough = known.window !== undefined && !known.isDistant && holds(known.window, sight);
        return isEnough ? known : { window: grown(sight, Math.max(sight.width, sight.height) * 0.35), isDistant };
      });
    };
    look();
    return store.subscribe((state, before) => {
      if (state.transform !== before.transform) look();
    });
  }, [store, isLarge, width, height]);
  return isLarge ? view : EVERYTHING;
}

/** Whether what is in sight lies inside, and is no small part of it. */
function holds(window: Box, sight: Box): boolean {
  return (
    sight.x >= window.x &&
    sight.y >= window.y &&
    sight.x + sight.width <= window.x + window.width &&
    sight.y + sight.height <= window.y + window.height &&
    window.width < sight.width * 3
  );
}
