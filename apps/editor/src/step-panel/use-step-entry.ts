import { type RefObject, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { endEntry, stepEntry } from './step-entry.ts';

/**
 * Takes the focus into the panel of a step that was opened with a key: to where `begin` leads, else to its heading, which is returned. The
 * large view takes it by itself.
 */
export function useStepEntry(nodeId: string, isLarge: boolean, begin: () => void): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const entry = useStore(stepEntry);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time that it is asked for
  useEffect(() => {
    if (entry.nodeId !== nodeId) return;
    if (!isLarge) {
      heading.current?.focus({ preventScroll: true });
      begin();
    }
    endEntry(); // after the focus, so that keys are held no longer than that
  }, [entry]);
  return heading;
}
