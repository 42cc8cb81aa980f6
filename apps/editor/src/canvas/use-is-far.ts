import { useStore } from '@xyflow/react';

/** Below this zoom nodes show less, larger. */
const FAR_ZOOM = 0.7;

export function useIsFar(): boolean {
  return useStore((state) => state.transform[2] < FAR_ZOOM);
}
