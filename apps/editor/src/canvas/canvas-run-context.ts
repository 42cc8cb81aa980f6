import { createContext, useContext } from 'react';

const CanvasRunContext = createContext<string | undefined>(undefined);

export const CanvasRunProvider = CanvasRunContext.Provider;

/** The execution that the canvas shows, if any. */
export function useCanvasRun(): string | undefined {
  return useContext(CanvasRunContext);
}
