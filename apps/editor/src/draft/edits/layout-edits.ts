import type { Json, WorkflowDocument } from '@sluice/protocol';
import { type GroupEntry, type NoteEntry, readGroup } from '../layout-entries.ts';

/** Puts a note or a group on the canvas. */
export function addEntry(document: WorkflowDocument, id: string, entry: NoteEntry | GroupEntry): WorkflowDocument {
  return { ...document, layout: { ...document.layout, [id]: entry } };
}

/** Changes fields of a note or a group; one that is gone stays gone. */
export function changeEntry(
  document: WorkflowDocument,
  id: string,
  fields: { readonly [field: string]: Json },
): WorkflowDocument {
  const entry = document.layout[id];
  return entry === undefined ? document : { ...document, layout: { ...document.layout, [id]: { ...entry, ...fields } } };
}

/** Makes a group of nodes. A node is in one group at most: it leaves the one that it was in. */
export function groupNodes(document: WorkflowDocument, id: string, group: GroupEntry): WorkflowDocument {
  const taken = new Set(group.members);
  const layout = Object.fromEntries(
    Object.entries(document.layout).map(([each, entry]) => {
      const other = readGroup(entry);
      const loses = other?.members.some((member) => taken.has(member)) === true;
      return [each, loses ? { ...entry, members: other.members.filter((member) => !taken.has(member)) } : entry];
    }),
  );
  return { ...document, layout: { ...layout, [id]: group } };
}
