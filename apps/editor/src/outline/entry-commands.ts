import { foldGroup } from '../canvas/entry-edits.ts';
import { copyIds } from '../draft/edits/duplicate-nodes.ts';
import { ungroupNodes } from '../draft/edits/layout-edits.ts';
import { removeNodes } from '../draft/edits/remove-nodes.ts';
import type { EntryRow, GroupRow, MemberRow, NoteRow } from './entry-rows.ts';
import { type CommandMaker, duplicate, type OutlineCommand, type OutlineHands } from './outline-command.ts';

/** All that can be done with the row of a group, of a node in it, or of a note. */
export function entryCommands(row: EntryRow, hands: OutlineHands, command: CommandMaker): readonly OutlineCommand[] {
  switch (row.kind) {
    case 'group':
      return groupCommands(row, hands, command);
    case 'member':
      return memberCommands(row, hands, command);
    case 'note':
      return noteCommands(row, hands, command);
  }
}

function groupCommands({ id, group, count }: GroupRow, hands: OutlineHands, command: CommandMaker): readonly OutlineCommand[] {
  const { desk, t } = hands;
  return [
    command('foldGroup', ['Enter', 'Alt+G'], () => foldGroup(desk, t, id)),
    command('rename', 'F2', () => hands.rename(id)),
    command('color', 'Shift+C', () => hands.ask({ what: 'color', id })),
    command('addMember', ['A', 'G'], () => hands.ask({ what: 'member', group: id })),
    command(
      'emptyGroup',
      'Shift+G',
      () => desk.edit(t('edit.outOfGroup', { count }), (current) => ungroupNodes(current, group.members)),
      count === 0 ? t('outline.reason.emptyGroup') : undefined,
    ),
    command('ungroup', ['Delete', 'Backspace', 'Mod+Shift+G'], () =>
      desk.edit(t('edit.ungroup'), (current) => removeNodes(current, [id], { heal: false })),
    ),
    command('addNote', 'N', hands.addNote),
  ];
}

function memberCommands({ id }: MemberRow, hands: OutlineHands, command: CommandMaker): readonly OutlineCommand[] {
  const { desk, t } = hands;
  return [
    command('open', 'Enter', () => hands.goTo(id), undefined, false),
    command('toGroup', 'G', () => hands.ask({ what: 'group', ids: [id] })),
    command('outOfGroup', ['Delete', 'Backspace', 'Shift+G'], () =>
      desk.edit(t('edit.outOfGroup', { count: 1 }), (current) => ungroupNodes(current, [id])),
    ),
    command('rename', 'F2', () => {
      hands.goTo(id);
      hands.rename(id);
    }),
    command('addNote', 'N', hands.addNote),
  ];
}

function noteCommands({ id }: NoteRow, hands: OutlineHands, command: CommandMaker): readonly OutlineCommand[] {
  const { desk, t } = hands;
  return [
    command('writeNote', ['Enter', 'F2'], () => hands.ask({ what: 'text', id })),
    command('color', 'Shift+C', () => hands.ask({ what: 'color', id })),
    command('duplicate', 'Mod+D', () => duplicate(hands, copyIds(desk.latest().document, [id]))),
    command('deleteNote', ['Delete', 'Backspace'], () =>
      desk.edit(t('edit.deleteNote'), (current) => removeNodes(current, [id], { heal: false })),
    ),
    command('addNote', 'N', hands.addNote),
  ];
}
