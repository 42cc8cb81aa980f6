import type { WorkflowDocument } from '@sluice/protocol';
import { z } from 'zod';

// What `layout` holds besides the places of nodes, under ids of their own; docs/layout.md describes it for other tools. Entries of kinds
// that are not known here are kept as they are and not drawn.

/** Colours by what they are called, not by shade: each has one for light and one for dark. */
export const noteColors = ['yellow', 'blue', 'green', 'red', 'purple', 'gray'] as const;

/** In px at zoom 1; the top left corner. */
const place = { x: z.number(), y: z.number() };
const color = z.enum(noteColors).catch('gray');

/** A text on the canvas. */
const noteEntry = z.looseObject({
  kind: z.literal('note'),
  ...place,
  width: z.number().min(80).catch(240),
  height: z.number().min(40).catch(120),
  text: z.string().max(20_000).catch(''),
  color,
});

/** Nodes that belong together. Its frame is drawn around its members; while it is collapsed a box at `x`, `y` stands for them. */
const groupEntry = z.looseObject({
  kind: z.literal('group'),
  ...place,
  title: z.string().max(200).catch(''),
  color,
  members: z.array(z.string()).catch([]),
  collapsed: z.boolean().catch(false),
});

export type NoteEntry = z.infer<typeof noteEntry>;
export type GroupEntry = z.infer<typeof groupEntry>;
type Entry = WorkflowDocument['layout'][string];

/** An entry never changes, it is replaced: so it is read once. */
const notes = new WeakMap<Entry, NoteEntry | undefined>();
const groups = new WeakMap<Entry, GroupEntry | undefined>();

/** The entry as a note; undefined when it is none. */
export function readNote(entry: Entry | undefined): NoteEntry | undefined {
  return entry?.['kind'] === 'note' ? readOnce(notes, noteEntry, entry) : undefined;
}

/** The entry as a group; undefined when it is none. */
export function readGroup(entry: Entry | undefined): GroupEntry | undefined {
  return entry?.['kind'] === 'group' ? readOnce(groups, groupEntry, entry) : undefined;
}

/** Where the entry puts something; undefined when it puts it nowhere. */
export function readPlace(entry: Entry | undefined): { readonly x: number; readonly y: number } | undefined {
  const { x, y } = entry ?? {};
  return typeof x === 'number' && typeof y === 'number' && Number.isFinite(x) && Number.isFinite(y) ? { x, y } : undefined;
}

function readOnce<T>(known: WeakMap<Entry, T | undefined>, schema: z.ZodType<T>, entry: Entry): T | undefined {
  if (!known.has(entry)) known.set(entry, schema.safeParse(entry).data);
  return known.get(entry);
}
