import { useTranslation } from 'react-i18next';
import { type Alignment, align, type Box, distribute } from '../draft/edits/arrange.ts';
import { moveNodes } from '../draft/edits/move-nodes.ts';
import {
  IconLayoutAlignBottom,
  IconLayoutAlignCenter,
  IconLayoutAlignLeft,
  IconLayoutAlignMiddle,
  IconLayoutAlignRight,
  IconLayoutAlignTop,
  IconLayoutDistributeHorizontal,
  IconLayoutDistributeVertical,
  IconWand,
} from '../parts/icons.ts';
import { showBusy } from '../parts/show-busy.tsx';
import type { CanvasDesk } from './canvas-desk.ts';
import { type Chosen, useReasons } from './chosen.ts';
import { tidyPlaces } from './tidy-places.ts';
import { useEditActions } from './use-edit-actions.ts';
import { WITHIN_CANVAS } from './use-view-actions.ts';

const alignments = [
  ['left', 'Alt+A', IconLayoutAlignLeft],
  ['right', 'Alt+D', IconLayoutAlignRight],
  ['top', 'Alt+W', IconLayoutAlignTop],
  ['bottom', 'Alt+S', IconLayoutAlignBottom],
  ['center', 'Alt+H', IconLayoutAlignCenter],
  ['middle', 'Alt+V', IconLayoutAlignMiddle],
] as const satisfies readonly (readonly [Alignment, string, unknown])[];

const axes = [
  ['horizontal', 'Alt+Shift+H', IconLayoutDistributeHorizontal],
  ['vertical', 'Alt+Shift+V', IconLayoutDistributeVertical],
] as const;

const nudges = [
  ['left', 'Mod+ArrowLeft', -20, 0],
  ['right', 'Mod+ArrowRight', 20, 0],
  ['up', 'Mod+ArrowUp', 0, -20],
  ['down', 'Mod+ArrowDown', 0, 20],
] as const;

/** Putting what is there in order. */
export function useArrangeActions(desk: CanvasDesk, chosen: Chosen): void {
  const { t } = useTranslation();
  const { graph } = chosen;
  const { all, mayEdit, needsAny } = useReasons(chosen);
  const group = t('palette.arrange');
  const within = WITHIN_CANVAS;
  const boxes = () =>
    new Map<string, Box>(
      all.flatMap((id) => {
        const box = graph.steps.get(id) ?? graph.notes.get(id);
        return box === undefined ? [] : [[id, box] as const];
      }),
    );
  const needs = (least: number) => mayEdit ?? (boxes().size < least ? t('reason.selectNodes', { count: least }) : undefined);

  const tidy = async () => {
    const { document, bodies } = desk.latest();
    const stop = new AbortController();
    const count = Object.keys(document.nodes).length;
    const hide = showBusy(t('tidy.busy', { count }), t('bulk.stop'), () => stop.abort());
    const places = await tidyPlaces(document, graph, bodies, new Set(all), stop.signal)
      .catch(() => undefined) // the worker could not be loaded, or broke
      .finally(hide);
    if (places === undefined) desk.refuse(t('tidy.failed'));
    if (places === undefined || places.size === 0) return;
    desk.edit(t('edit.tidy'), (current) =>
      moveNodes(
        current,
        new Map([...places].filter(([id]) => current.nodes[id] !== undefined || current.layout[id] !== undefined)),
      ),
    );
  };
  const nudge = (dx: number, dy: number) => {
    const members = all.flatMap((id) => [id, ...(graph.groups.get(id)?.members ?? [])]);
    const places = members.flatMap((id) => {
      const box = graph.steps.get(id) ?? graph.notes.get(id) ?? graph.groups.get(id)?.group;
      return box === undefined ? [] : [[id, { x: box.x + dx, y: box.y + dy }] as const];
    });
    desk.edit(t('edit.move', desk.nameOf(all)), (current) => moveNodes(current, new Map(places)), `nudge ${all.join(' ')}`);
    desk.reveal(all);
  };
  useEditActions(mayEdit, [
    {
      id: 'tidy-up',
      title: t('action.tidy'),
      group,
      isOfCanvas: true,
      shortcut: 'Shift+T',
      icon: IconWand,
      disabled: mayEdit,
      run: tidy,
    },
    ...alignments.map(([how, shortcut, icon]) => ({
      id: `align-${how}`,
      title: t(`action.align.${how}`),
      group,
      isOfCanvas: true,
      shortcut,
      icon,
      disabled: needs(2),
      run: () => desk.edit(t('edit.align', { count: all.length }), (current) => moveNodes(current, align(boxes(), how))),
    })),
    ...axes.map(([axis, shortcut, icon]) => ({
      id: `distribute-${axis}`,
      title: t(`action.distribute.${axis}`),
      group,
      isOfCanvas: true,
      shortcut,
      icon,
      disabled: needs(3),
      run: () =>
        desk.edit(t('edit.distribute', { count: all.length }), (current) => moveNodes(current, distribute(boxes(), axis))),
    })),
    ...nudges.map(([direction, shortcut, dx, dy]) => ({
      id: `nudge-${direction}`,
      title: t(`action.nudge.${direction}`),
      group,
      isOfCanvas: true,
      within,
      shortcut,
      disabled: needsAny,
      run: () => nudge(dx, dy),
    })),
  ]);
}
