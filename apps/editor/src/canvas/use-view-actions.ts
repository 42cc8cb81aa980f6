import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../actions/use-actions.ts';
import { IconFocus, IconRoute, IconSelectAll, IconZoomIn, IconZoomOut, IconZoomReset } from '../parts/icons.ts';
import type { CanvasDesk } from './canvas-desk.ts';
import { NOTHING } from './canvas-store.ts';
import { fitted } from './fitted.ts';
import { focusNode } from './focus-node.ts';
import type { Graph } from './place-graph.ts';
import { type Direction, firstStep, reachableFrom, spotOf, stepTowards } from './walk.ts';

export const WITHIN_CANVAS = '[data-canvas]';
const DURATION_MS = 200;

/** Looking around and selecting: for everybody, whether they may change anything or not. */
export function useViewActions(desk: CanvasDesk): void {
  const { t } = useTranslation();
  const flow = useReactFlow();
  const store = useStoreApi();
  const show = (ids?: ReadonlySet<string>) => {
    const { width, height } = store.getState();
    return flow.setViewport(fitted(desk.latest().graph, width, height, ids), { duration: DURATION_MS });
  };
  const walk = (direction: Direction) => {
    const { graph, selection, select, openId, open } = desk.latest();
    const here = [...selection].findLast((id) => spotOf(graph, id) !== undefined) ?? focusedSpot(graph);
    const next = here === undefined ? firstStep(graph) : stepTowards(graph, here, direction);
    if (next === undefined) return;
    select([next]);
    desk.store.setState({ wires: NOTHING });
    if (openId !== undefined && graph.steps.has(next)) open(next);
    desk.reveal([next]);
    focusNode(desk, next);
  };
  const extend = (direction: 'upstream' | 'downstream') => {
    const { graph, selection, select } = desk.latest();
    const from = [...selection].filter((id) => graph.steps.has(id));
    const here = from.length > 0 ? from : [focusedSpot(graph) ?? ''].filter((id) => graph.steps.has(id));
    select(reachableFrom(graph, here, direction));
  };
  const clear = () => {
    const { openId, open, select } = desk.latest();
    if (openId !== undefined) open(undefined);
    else {
      select([]);
      desk.store.setState({ wires: NOTHING });
    }
  };
  const group = t('palette.view');
  const within = WITHIN_CANVAS;
  const zoom = (factor: number) => flow.zoomTo(flow.getZoom() * factor, { duration: DURATION_MS });
  useActions([
    { id: 'zoom-in', title: t('canvas.zoomIn'), group, shortcut: ['+', '='], icon: IconZoomIn, run: () => zoom(1.25) },
    { id: 'zoom-out', title: t('canvas.zoomOut'), group, shortcut: '-', icon: IconZoomOut, run: () => zoom(0.8) },
    {
      id: 'zoom-100',
      title: t('canvas.zoomReset'),
      group,
      shortcut: '0',
      icon: IconZoomReset,
      run: () => flow.zoomTo(1, { duration: DURATION_MS }),
    },
    { id: 'fit', title: t('canvas.fit'), group, shortcut: '1', icon: IconFocus, run: () => show() },
    {
      id: 'fit-selection',
      title: t('canvas.fitSelection'),
      group,
      shortcut: '2',
      icon: IconFocus,
      run: () => show(desk.latest().selection.size === 0 ? undefined : desk.latest().selection),
    },
    {
      id: 'select-all',
      title: t('action.selectAll'),
      group,
      shortcut: 'Mod+A',
      icon: IconSelectAll,
      run: () => {
        const { graph, select } = desk.latest();
        select([...graph.steps.keys(), ...graph.notes.keys(), ...graph.groups.keys()]);
      },
    },
    { id: 'select-none', title: t('action.selectNone'), group, shortcut: 'Escape', run: clear },
    ...(['right', 'left', 'up', 'down'] as const).map((direction) => ({
      id: `walk-${direction}`,
      title: t(`action.walk.${direction}`),
      group,
      within,
      shortcut: { right: 'ArrowRight', left: 'ArrowLeft', up: 'ArrowUp', down: 'ArrowDown' }[direction],
      run: () => walk(direction),
    })),
    {
      id: 'select-downstream',
      title: t('action.selectDownstream'),
      group,
      within,
      shortcut: 'Shift+ArrowRight',
      icon: IconRoute,
      run: () => extend('downstream'),
    },
    {
      id: 'select-upstream',
      title: t('action.selectUpstream'),
      group,
      within,
      shortcut: 'Shift+ArrowLeft',
      icon: IconRoute,
      run: () => extend('upstream'),
    },
  ]);
}

function focusedSpot(graph: Graph): string | undefined {
  const element = document.activeElement;
  const id = element instanceof HTMLElement ? element.dataset['id'] : undefined;
  return id === undefined ? undefined : spotOf(graph, id)?.id;
}
