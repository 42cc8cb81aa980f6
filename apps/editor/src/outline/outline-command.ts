import type { TFunction } from 'i18next';
import type { CanvasDesk } from '../canvas/canvas-desk.ts';
import type { PickRequest } from '../canvas/canvas-store.ts';
import { boundsOf } from '../canvas/geometry.ts';
import { freePlace } from '../canvas/plan-insert.ts';
import { duplicateNodes } from '../draft/edits/duplicate-nodes.ts';

/** What is asked for with a list that opens beside a row. */
export type Asking =
  | { readonly what: 'node'; readonly request: PickRequest }
  | { readonly what: 'target'; readonly from: string; readonly port: string | undefined }
  | { readonly what: 'cut' | 'move'; readonly wires: readonly string[] }
  /** The colour of a note or a group, or the text of a note. */
  | { readonly what: 'color' | 'text'; readonly id: string }
  /** Which group nodes go into, or which node goes into a group. */
  | { readonly what: 'group'; readonly ids: readonly string[] }
  | { readonly what: 'member'; readonly group: string };

/** What commands do to the outline itself. */
export interface OutlineHands {
  readonly desk: CanvasDesk;
  readonly t: TFunction;
  /** The nodes that a command is about: all that are selected, or that of the row. */
  readonly targets: () => readonly string[];
  /** Where the row is in the window. */
  readonly client: () => { readonly x: number; readonly y: number };
  readonly ask: (asking: Asking) => void;
  readonly rename: (id: string) => void;
  readonly open: (id: string) => void;
  readonly goTo: (id: string) => void;
  readonly select: (ids: Iterable<string>) => void;
  /** A note on a free place, whose text is then asked for. */
  readonly addNote: () => void;
  /** A group of these nodes, whose name is then asked for. */
  readonly addGroup: (ids: readonly string[]) => void;
}

export interface OutlineCommand {
  readonly id: string;
  readonly title: string;
  readonly shortcut: string | readonly string[];
  readonly isEdit: boolean;
  /** Why it means nothing for the row. */
  readonly reason?: string | undefined;
  readonly run: () => void;
}

export type CommandMaker = (
  name: string,
  shortcut: string | readonly string[],
  run: () => unknown,
  reason?: string,
  isEdit?: boolean,
) => OutlineCommand;

/** Puts copies beneath what they are of, and goes on to them. */
export function duplicate({ desk, t, select, goTo }: OutlineHands, copies: ReadonlyMap<string, string>): void {
  const { graph } = desk.latest();
  const bounds = boundsOf([...copies.keys()].flatMap((id) => graph.steps.get(id) ?? graph.notes.get(id) ?? []));
  if (bounds === undefined) return;
  const place = freePlace(graph, { x: bounds.x, y: bounds.y + bounds.height + 36 }, bounds);
  const shift = { x: place.x - bounds.x, y: place.y - bounds.y };
  if (!desk.edit(t('edit.duplicate', desk.nameOf(copies.keys())), (current) => duplicateNodes(current, copies, shift))) return;
  const [copy] = copies.values();
  if (copy !== undefined) goTo(copy);
  select(copies.values());
}
