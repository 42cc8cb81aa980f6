import { useEffect, useState } from 'react';
import { beginHolding, endHolding } from '../actions/held-keys.ts';

const REST_MS = 1000;
const HANDS = ['pointermove', 'pointerdown', 'keydown'] as const;

/** It was fetched once: the next canvas has it at once. */
let wasFetched = false;

/**
 * Whether it is time for what a canvas that is edited has besides: a moment after it is drawn, or when a hand or a key comes near it. What is
 * pressed until it is there is done then. On a canvas with `nothing` on it, it is all that there is to see.
 */
export function useEditing(canBeEdited: boolean, nothing: boolean): boolean {
  const [isDue, setDue] = useState(wasFetched);
  useEffect(() => {
    if (!canBeEdited || wasFetched) return;
    beginHolding();
    return () => void endHolding(false);
  }, [canBeEdited]);
  useEffect(() => {
    if (!canBeEdited || isDue) return;
    if (nothing) {
      wasFetched = true;
      setDue(true);
      return;
    }
    const begin = () => {
      wasFetched = true;
      setDue(true);
    };
    const timer = setTimeout(begin, REST_MS);
    for (const hand of HANDS) window.addEventListener(hand, begin);
    return () => {
      clearTimeout(timer);
      for (const hand of HANDS) window.removeEventListener(hand, begin);
    };
  }, [canBeEdited, nothing, isDue]);
  return canBeEdited && isDue;
}
