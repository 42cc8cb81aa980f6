import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { CanvasState, CanvasStore, PortAt } from './canvas-store.ts';
import type { Graph } from './place-graph.ts';

/** What the parts of a canvas can do to it. Every function stays the same for as long as the canvas is there. */
export interface CanvasHands {
  readonly store: CanvasStore;
  /** Why nothing can be changed here; undefined where it can. */
  readonly readOnlyReason: () => string | undefined;
  /** A hand pressed a port, or the end of a wire, which is then taken up. */
  readonly startWire: (from: PortAt, event: React.PointerEvent, detached?: string) => void;
  /** Besides those that are selected, or in their place. */
  readonly selectWire: (key: string, isBesides?: boolean) => void;
  readonly hoverWire: (key: string | undefined) => void;
  readonly insertInto: (key: string, client: { readonly x: number; readonly y: number }) => void;
  readonly cutWires: (keys: ReadonlySet<string>) => void;
  readonly rename: (id: string, name: string) => void;
  readonly fold: (groupId: string) => void;
  readonly changeEntry: (id: string, fields: { readonly [field: string]: string | number | boolean }, mergeKey?: string) => void;
}

const HandsContext = createContext<CanvasHands | undefined>(undefined);
export const CanvasHandsProvider = HandsContext.Provider;

export function useCanvasHands(): CanvasHands {
  const hands = useContext(HandsContext);
  if (hands === undefined) throw new Error('There is no canvas around this');
  return hands;
}

const StoreContext = createContext<CanvasStore | undefined>(undefined);
export const CanvasStoreProvider = StoreContext.Provider;

export function useCanvasStore(): CanvasStore {
  const store = useContext(StoreContext);
  if (store === undefined) throw new Error('There is no canvas around this');
  return store;
}

/** A part of what goes on on the canvas; drawn again only when that part is another one. */
export function useCanvasState<T>(select: (state: CanvasState) => T): T {
  return useStore(useCanvasStore(), select);
}

const RunContext = createContext<string | undefined>(undefined);
export const CanvasRunProvider = RunContext.Provider;

/** The execution that the canvas shows, if any. */
export function useCanvasRun(): string | undefined {
  return useContext(RunContext);
}

const GraphContext = createContext<Graph | undefined>(undefined);
export const CanvasGraphProvider = GraphContext.Provider;

/** Where everything on the canvas around this is now, also what is not drawn as an element. */
export function useCanvasGraphNow(): Graph {
  const graph = useContext(GraphContext);
  if (graph === undefined) throw new Error('There is no canvas around this');
  return graph;
}
