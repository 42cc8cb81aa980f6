import { createContext, useContext } from 'react';

/** How something on the canvas stands to another version of the workflow. */
export type CanvasMark = 'added' | 'removed' | 'changed';

export interface CanvasMarks {
  readonly nodes: ReadonlyMap<string, CanvasMark>;
  /** By the edge's index in the document. */
  readonly edges: ReadonlyMap<number, CanvasMark>;
}

const none: CanvasMarks = { nodes: new Map(), edges: new Map() };
const CanvasMarksContext = createContext<CanvasMarks>(none);

/** Gives a canvas what it is to mark, where two versions are compared. */
export const CanvasMarksProvider = CanvasMarksContext.Provider;

export function useNodeMark(id: string): CanvasMark | undefined {
  return useContext(CanvasMarksContext).nodes.get(id);
}

export function useEdgeMark(index: number): CanvasMark | undefined {
  return useContext(CanvasMarksContext).edges.get(index);
}
