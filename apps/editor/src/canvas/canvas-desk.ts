import type { DocumentNode, WorkflowDocument } from '@sluice/protocol';
import type { DraftStore } from '../draft/draft-store.ts';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import type { CanvasStore } from './canvas-store.ts';
import type { Graph } from './place-graph.ts';
import type { Position } from './positions-of.ts';
import type { Bodies } from './use-canvas-graph.ts';

/** What is on the canvas at the moment. */
export interface DeskState {
  readonly document: WorkflowDocument;
  readonly catalog: NodeCatalog;
  readonly graph: Graph;
  readonly bodies: Bodies | undefined;
  readonly selection: ReadonlySet<string>;
  readonly select: (ids: Iterable<string>) => void;
  /** Undefined where nothing can be edited at all, as on the page of an execution. */
  readonly draft: DraftStore | undefined;
  /** Why nothing may be changed. */
  readonly readOnlyReason: string | undefined;
  /** Opens a node, or closes the one that is open. */
  readonly open: (id: string | undefined) => void;
  readonly openId: string | undefined;
}

/** What gestures and actions work with: the canvas as it is at that moment, and how to change it. The same object for as long as the canvas is there. */
export interface CanvasDesk {
  readonly store: CanvasStore;
  readonly latest: () => DeskState;
  /** One entry of undo; refused with its reason where nothing may be changed. Says whether it was done. */
  readonly edit: (label: string, update: (document: WorkflowDocument) => WorkflowDocument, mergeKey?: string) => boolean;
  /** Says why not, near the canvas. */
  readonly refuse: (reason: string) => void;
  /** Leaves what was dragged where it is now, and puts a node into the wire beneath it. */
  readonly drop: (
    moved: ReadonlyMap<string, Position>,
    splice: { readonly key: string; readonly id: string } | undefined,
  ) => void;
  /** What an edit of these is called by: a node's name, else how many. */
  readonly nameOf: (ids: Iterable<string>) => { readonly count: number; readonly what: string };
  /** Where the hand is on the canvas. */
  readonly toCanvas: (client: { readonly clientX: number; readonly clientY: number }) => Position;
  /** Px of the window for one of the canvas. */
  readonly zoom: () => number;
  readonly panBy: (dx: number, dy: number) => void;
  /** Brings nodes into sight, by the shortest way. */
  readonly reveal: (ids: Iterable<string>) => void;
  /** The canvas's element. */
  readonly element: () => HTMLElement | null;
}

export type DisabledMode = NonNullable<DocumentNode['disabled']>;
