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
  return addEntry(ungroupNodes(document, group.members), id, group);
}

/** Puts nodes into a group that is there; each leaves the one that it was in. */
export function moveIntoGroup(document: WorkflowDocument, ids: Iterable<string>, groupId: string): WorkflowDocument {
  const taken = new Set(ids);
  const group = readGroup(document.layout[groupId]);
  if (group === undefined) return document;
  const kept = group.members.filter((member) => !taken.has(member));
  return changeEntry(ungroupNodes(document, taken), groupId, { members: [...kept, ...taken] });
}

/** Takes nodes out of the groups that they are in. */
export function ungroupNodes(document: WorkflowDocument, ids: Iterable<string>): WorkflowDocument {
  const taken = new Set(ids);
  const layout = Object.fromEntries(
    Object.entries(document.layout).map(([each, entry]) => {
      const group = readGroup(entry);
      const loses = group?.members.some((member) => taken.has(member)) === true;
      return [each, loses ? { ...entry, members: group.members.filter((member) => !taken.has(member)) } : entry];
    }),
  );
  return { ...document, layout };
}

/** By node: the group that it is in. */
export function groupsOf(layout: WorkflowDocument['layout']): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(layout).flatMap(([id, entry]) => (readGroup(entry)?.members ?? []).map((member) => [member, id])),
  );
}
