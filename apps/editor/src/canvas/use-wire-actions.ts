import { useReactFlow } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { IconDots, IconPlus, IconScissors } from '../parts/icons.ts';
import { useCanvasHands, useCanvasState } from './canvas-context.ts';
import type { CanvasDesk } from './canvas-desk.ts';
import type { Chosen } from './chosen.ts';
import { useEditActions } from './use-edit-actions.ts';
import { WITHIN_CANVAS } from './use-view-actions.ts';
import { wireMiddle } from './wire-path.ts';

/** What is done with the wires that are selected, while no node is. Its menu and its buttons offer the same. */
export function useWireActions(desk: CanvasDesk, { graph, selection, readOnlyReason }: Chosen): void {
  const { t } = useTranslation();
  const hands = useCanvasHands();
  const flow = useReactFlow();
  const selected = useCanvasState((state) => state.wires);
  const chosen = graph.wires.filter(({ key }) => selected.has(key));
  const [wire] = chosen;
  const disabled = readOnlyReason ?? (wire === undefined || selection.size > 0 ? t('reason.selectWire') : undefined);
  const group = t('palette.edit');

  /** In the window, where the middle of the wire is drawn. */
  const place = () => {
    const box = desk.element()?.getBoundingClientRect() ?? new DOMRect(0, 0, window.innerWidth, window.innerHeight);
    const middle =
      wire === undefined ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : flow.flowToScreenPosition(wireMiddle(wire));
    return { x: Math.max(box.left, Math.min(box.right, middle.x)), y: Math.max(box.top, Math.min(box.bottom, middle.y)) };
  };
  useEditActions(readOnlyReason, [
    {
      id: 'wire-insert',
      title: t('wire.insert'),
      group,
      isOfCanvas: true,
      shortcut: 'I',
      icon: IconPlus,
      disabled: disabled ?? (chosen.length > 1 ? t('reason.selectOne') : undefined),
      run: () => wire !== undefined && hands.insertInto(wire.key, place()),
    },
    {
      id: 'wire-cut',
      title: chosen.length > 1 ? t('edit.cut', { count: chosen.length }) : t('wire.cut'),
      group,
      isOfCanvas: true,
      shortcut: 'X',
      icon: IconScissors,
      disabled,
      run: () => {
        hands.cutWires(new Set(chosen.map(({ key }) => key)));
        desk.element()?.focus({ preventScroll: true });
      },
    },
    {
      id: 'wire-menu',
      title: t('canvas.menu'),
      group,
      isOfCanvas: true,
      within: WITHIN_CANVAS,
      shortcut: ['Shift+F10', 'ContextMenu'],
      icon: IconDots,
      disabled,
      run: () => desk.store.setState({ menu: { kind: 'wire', id: wire?.key, at: place() } }),
    },
  ]);
}
