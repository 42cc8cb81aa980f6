import { useReactFlow } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../actions/use-actions.ts';
import { freeId } from '../draft/edits/free-id.ts';
import { addEntry, groupNodes } from '../draft/edits/layout-edits.ts';
import { removeNodes } from '../draft/edits/remove-nodes.ts';
import { IconFoldDown, IconNote, IconStack2, IconSubtask } from '../parts/icons.ts';
import { useCanvasHands } from './canvas-context.ts';
import type { CanvasDesk } from './canvas-desk.ts';
import { type Chosen, useReasons } from './chosen.ts';
import { boundsOf } from './geometry.ts';
import { freePlace } from './plan-insert.ts';
import { useExtract } from './use-extract.ts';

const NOTE_SIZE = { width: 240, height: 120 };

/** Notes, groups, and sub-workflows out of what is selected. */
export function useGroupActions(desk: CanvasDesk, chosen: Chosen): void {
  const { t } = useTranslation();
  const flow = useReactFlow();
  const hands = useCanvasHands();
  const { graph } = chosen;
  const { steps, all, mayEdit, needsSteps } = useReasons(chosen);
  const groups = all.filter((id) => graph.groups.has(id));
  const needsGroup = mayEdit ?? (groups.length === 0 ? t('reason.selectGroup') : undefined);
  const extract = useExtract(desk);
  const group = t('palette.arrange');

  const note = () => {
    const box = desk.element()?.getBoundingClientRect() ?? new DOMRect(0, 0, window.innerWidth, window.innerHeight);
    const middle = flow.screenToFlowPosition({ x: box.left + box.width / 2, y: box.top + box.height / 2 });
    const id = freeId(desk.latest().document, 'note');
    const wanted = { x: Math.round(middle.x - NOTE_SIZE.width / 2), y: Math.round(middle.y - NOTE_SIZE.height / 2) };
    const entry = {
      kind: 'note' as const,
      ...freePlace(graph, wanted, NOTE_SIZE),
      ...NOTE_SIZE,
      text: '',
      color: 'yellow' as const,
    };
    if (!desk.edit(t('edit.addNote'), (current) => addEntry(current, id, entry))) return;
    desk.latest().select([id]);
    desk.store.setState({ renaming: id });
    requestAnimationFrame(() => desk.reveal([id]));
  };
  const make = () => {
    const id = freeId(desk.latest().document, 'group');
    const bounds = boundsOf(steps.flatMap((step) => graph.steps.get(step) ?? [])) ?? { x: 0, y: 0 };
    const place = { x: Math.round(bounds.x), y: Math.round(bounds.y) };
    const entry = { kind: 'group' as const, ...place, title: '', color: 'blue' as const, members: steps, collapsed: false };
    if (!desk.edit(t('edit.group', { count: steps.length }), (current) => groupNodes(current, id, entry))) return;
    desk.latest().select([id]);
    desk.store.setState({ renaming: id });
  };
  useActions([
    { id: 'add-note', title: t('action.addNote'), group, shortcut: 'N', icon: IconNote, disabled: mayEdit, run: note },
    {
      id: 'group',
      title: t('action.group'),
      group,
      shortcut: 'Mod+G',
      icon: IconStack2,
      disabled: needsSteps(1),
      run: make,
    },
    {
      id: 'ungroup',
      title: t('action.ungroup'),
      group,
      shortcut: 'Mod+Shift+G',
      icon: IconStack2,
      disabled: needsGroup,
      run: () => desk.edit(t('edit.ungroup'), (current) => removeNodes(current, groups, { heal: false })),
    },
    {
      id: 'fold-group',
      title: t('action.fold'),
      group,
      shortcut: 'Alt+G',
      icon: IconFoldDown,
      disabled: needsGroup,
      run: () => {
        for (const id of groups) hands.fold(id);
      },
    },
    {
      id: 'extract',
      title: t('action.extract'),
      group,
      shortcut: 'Alt+X',
      icon: IconSubtask,
      disabled: needsSteps(1),
      run: () => extract(steps),
    },
  ]);
}
