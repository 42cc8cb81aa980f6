import { useTranslation } from 'react-i18next';
import { ungroupNodes } from '../draft/edits/layout-edits.ts';
import { removeNodes } from '../draft/edits/remove-nodes.ts';
import { IconFoldDown, IconNote, IconPalette, IconStack2, IconSubtask } from '../parts/icons.ts';
import { useCanvasHands } from './canvas-context.ts';
import type { CanvasDesk } from './canvas-desk.ts';
import { type Chosen, useReasons } from './chosen.ts';
import { addGroup, addNote } from './entry-edits.ts';
import { useEditActions } from './use-edit-actions.ts';
import { useExtract } from './use-extract.ts';

/** Notes, groups, and sub-workflows out of what is selected. */
export function useGroupActions(desk: CanvasDesk, chosen: Chosen): void {
  const { t } = useTranslation();
  const hands = useCanvasHands();
  const { graph } = chosen;
  const { steps, all, mayEdit, needsSteps } = useReasons(chosen);
  const groups = all.filter((id) => graph.groups.has(id));
  const needsGroup = mayEdit ?? (groups.length === 0 ? t('reason.selectGroup') : undefined);
  const extract = useExtract(desk);
  const group = t('palette.arrange');

  const note = () => {
    const id = addNote(desk, t);
    if (id === undefined) return;
    desk.latest().select([id]);
    desk.store.setState({ renaming: id });
    requestAnimationFrame(() => desk.reveal([id]));
  };
  const make = () => {
    const id = addGroup(desk, t, steps);
    if (id === undefined) return;
    desk.latest().select([id]);
    desk.store.setState({ renaming: id });
  };
  const [entry] = all.length === 1 ? all : [];
  const isEntry = entry !== undefined && (graph.notes.has(entry) || graph.groups.has(entry));
  const grouped = new Set([...graph.groups.values()].flatMap(({ members }) => members));
  const inGroups = steps.filter((id) => grouped.has(id));
  useEditActions(mayEdit, [
    {
      id: 'add-note',
      title: t('action.addNote'),
      group,
      isOfCanvas: true,
      shortcut: 'N',
      icon: IconNote,
      disabled: mayEdit,
      run: note,
    },
    {
      id: 'group',
      title: t('action.group'),
      group,
      isOfCanvas: true,
      shortcut: 'Mod+G',
      icon: IconStack2,
      disabled: needsSteps(1),
      run: make,
    },
    {
      id: 'ungroup',
      title: t('action.ungroup'),
      group,
      isOfCanvas: true,
      shortcut: 'Mod+Shift+G',
      icon: IconStack2,
      disabled: needsGroup,
      run: () => desk.edit(t('edit.ungroup'), (current) => removeNodes(current, groups, { heal: false })),
    },
    {
      id: 'fold-group',
      title: t('action.fold'),
      group,
      isOfCanvas: true,
      shortcut: 'Alt+G',
      icon: IconFoldDown,
      disabled: needsGroup,
      run: () => {
        for (const id of groups) hands.fold(id);
      },
    },
    {
      id: 'color-entry',
      title: t('action.color'),
      group,
      shortcut: 'Alt+C',
      isOfCanvas: true,
      icon: IconPalette,
      disabled: mayEdit ?? (isEntry ? undefined : t('reason.selectEntry')),
      run: () => entry !== undefined && desk.store.setState({ asking: { what: 'color', id: entry } }),
    },
    {
      id: 'into-group',
      title: t('action.intoGroup'),
      group,
      shortcut: 'Alt+I',
      isOfCanvas: true,
      icon: IconStack2,
      disabled: needsSteps(1) ?? (graph.groups.size === 0 ? t('reason.noGroup') : undefined),
      run: () => desk.store.setState({ asking: { what: 'group', ids: steps } }),
    },
    {
      id: 'out-of-group',
      title: t('action.outOfGroup'),
      group,
      shortcut: 'Alt+O',
      isOfCanvas: true,
      icon: IconStack2,
      disabled: needsSteps(1) ?? (inGroups.length === 0 ? t('reason.notGrouped') : undefined),
      run: () => desk.edit(t('edit.outOfGroup', { count: inGroups.length }), (current) => ungroupNodes(current, inGroups)),
    },
    {
      id: 'extract',
      title: t('action.extract'),
      group,
      isOfCanvas: true,
      shortcut: 'Alt+X',
      icon: IconSubtask,
      disabled: needsSteps(1),
      run: () => extract(steps),
    },
  ]);
}
