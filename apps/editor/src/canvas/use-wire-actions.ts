import { useReactFlow } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { IconPlus, IconScissors } from '../parts/icons.ts';
import { useCanvasHands, useCanvasState } from './canvas-context.ts';
import type { CanvasDesk } from './canvas-desk.ts';
import type { Chosen } from './chosen.ts';
import { useEditActions } from './use-edit-actions.ts';
import { wireMiddle } from './wire-path.ts';

/** What is done with the wire that is selected, while no node is. Its menu and its buttons offer the same. */
export function useWireActions(desk: CanvasDesk, { graph, selection, readOnlyReason }: Chosen): void {
  const { t } = useTranslation();
  const hands = useCanvasHands();
  const flow = useReactFlow();
  const selected = useCanvasState((state) => state.wires);
  const wire = graph.wires.find(({ key }) => selected.has(key));
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
      disabled,
      run: () => wire !== undefined && hands.insertInto(wire.key, place()),
    },
    {
      id: 'wire-cut',
      title: t('wire.cut'),
      group,
      isOfCanvas: true,
      shortcut: 'X',
      icon: IconScissors,
      disabled,
      run: () => {
        if (wire === undefined) return;
        hands.cutWire(wire.key);
        desk.element()?.focus({ preventScroll: true });
      },
    },
  ]);
}
