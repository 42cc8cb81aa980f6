import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EntryAsking } from '../node-picker/entry-picker.tsx';
import type { Box } from './geometry.ts';
import type { HeldType } from './plan-drop.ts';
import type { Position } from './positions-of.ts';
import type { Point } from './wire-path.ts';

/** A port of a node. */
export interface PortAt {
  readonly node: string;
  readonly side: 'inputs' | 'outputs';
  readonly port: string;
}

/** A wire that is being drawn. */
export interface Wiring {
  readonly from: PortAt;
  /** Where the hand is, on the canvas. */
  readonly pointer: Point;
  /** The port that it would go to. */
  readonly target: PortAt | undefined;
  /** Why the port under the hand does not fit. */
  readonly reason: string | undefined;
  /** The wire whose end was taken up. */
  readonly detached: string | undefined;
}

/** What the picker of node types is asked for. */
export interface PickRequest {
  /** Where the node is to stand on the canvas, and the hand in the window. */
  readonly at: Point;
  readonly client: Point;
  /** What the new node is wired to. */
  readonly wireTo?: PortAt;
  /** The wire that it goes into. */
  readonly into?: string;
  /** Further wires that are to come to the new node first; with `into`. */
  readonly alsoInto?: readonly string[];
  /** Wired to what is selected, and put beside it; `must` offers only what can be wired to it. */
  readonly toSelection?: 'may' | 'must';
  /** No hand said where: `at` is only where to look for a free place from. */
  readonly isAnywhere?: true;
}

/** What a menu is asked for: a node, a note or group, a wire by its key, or the bare canvas; and where the hand is in the window. */
export interface MenuRequest {
  readonly kind: 'node' | 'entry' | 'wire' | 'pane';
  readonly id: string | undefined;
  readonly at: Point;
}

export interface CanvasState {
  /** Places that count instead of the document's, by id: what is under the hand, or on its way. */
  readonly moved: ReadonlyMap<string, Position>;
  readonly isDragging: boolean;
  /** What is an element even where the rest is painted in one picture: under the hand, or with the focus. */
  readonly hot: ReadonlySet<string>;
  /** Keys of the selected wires. */
  readonly wires: ReadonlySet<string>;
  /** The wire under the pointer, or that was there a moment ago. */
  readonly hovered: string | undefined;
  readonly wiring: Wiring | undefined;
  /** The wire that the dragged node goes into when it is dropped now. */
  readonly splice: string | undefined;
  /** A node that is dragged out of the picker, and where its corner is. */
  readonly held: { readonly node: HeldType; readonly place: Position } | undefined;
  /** The node, note or group whose name is being written. */
  readonly renaming: string | undefined;
  readonly picking: PickRequest | undefined;
  /** The node that is led on to another one, which is being looked for. */
  readonly connecting: string | undefined;
  /** What about a note or a group is being asked with a list. */
  readonly asking: EntryAsking | undefined;
  readonly menu: MenuRequest | undefined;
  /** Where in the window the menu was opened that something is chosen in: what it puts on the canvas comes there. */
  readonly spot: Point | undefined;
  /** The box of a selection, or the line of a cut, while it is drawn; on the canvas. */
  readonly box: Box | undefined;
  readonly cut: { readonly from: Point; readonly to: Point; readonly keys: ReadonlySet<string> } | undefined;
}

export type CanvasStore = StoreApi<CanvasState>;

export const NOTHING: ReadonlySet<string> = new Set();
export const NOWHERE: ReadonlyMap<string, Position> = new Map();

/** What goes on under the hands on one canvas. Not part of the document: it is gone with the page. */
export function createCanvasStore(): CanvasStore {
  return createStore<CanvasState>()(() => ({
    moved: NOWHERE,
    isDragging: false,
    hot: NOTHING,
    wires: NOTHING,
    hovered: undefined,
    wiring: undefined,
    splice: undefined,
    held: undefined,
    renaming: undefined,
    picking: undefined,
    connecting: undefined,
    asking: undefined,
    menu: undefined,
    spot: undefined,
    box: undefined,
    cut: undefined,
  }));
}
