import type { WorkflowDocument } from '@sluice/protocol';
import { type GroupEntry, type NoteEntry, readGroup, readNote } from '../draft/layout-entries.ts';
import type { RowPlace } from './outline-rows.ts';

/** A group; its nodes lie under it. */
export type GroupRow = RowPlace & {
  readonly kind: 'group';
  readonly id: string;
  readonly group: GroupEntry;
  /** How many of its nodes are there. */
  readonly count: number;
  /** The first of its kind: a line parts it from what is above. */
  readonly isFirst: boolean;
};
/** A node under its group. Its own row stands where it is in the flow. */
export type MemberRow = RowPlace & {
  readonly kind: 'member';
  /** Of the node. */
  readonly id: string;
  readonly group: string;
};
export type NoteRow = RowPlace & {
  readonly kind: 'note';
  readonly id: string;
  readonly note: NoteEntry;
  readonly isFirst: boolean;
};
export type EntryRow = GroupRow | MemberRow | NoteRow;

/** The rows of groups, each with its nodes, and of notes: they stand after those of all nodes. */
export function entryRows(layout: WorkflowDocument['layout'], steps: { has(id: string): boolean }): readonly EntryRow[] {
  const groups: EntryRow[] = [];
  const notes: EntryRow[] = [];
  for (const [id, entry] of Object.entries(layout)) {
    if (steps.has(id)) continue;
    const group = readGroup(entry);
    if (group !== undefined) {
      const members = group.members.filter((member) => steps.has(member));
      const isFirst = groups.length === 0;
      groups.push({ kind: 'group', key: id, id, group, count: members.length, isFirst, level: 1, parent: undefined });
      for (const member of members)
        groups.push({ kind: 'member', key: `${id}/${member}`, id: member, group: id, level: 2, parent: id });
    }
    const note = readNote(entry);
    if (note !== undefined)
      notes.push({ kind: 'note', key: id, id, note, isFirst: notes.length === 0, level: 1, parent: undefined });
  }
  return [...groups, ...notes];
}
