import { useReactFlow, useStoreApi } from '@xyflow/react';
import { type RefObject, useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { moveNodes } from '../draft/edits/move-nodes.ts';
import { spliceIntoWire } from '../draft/edits/wires.ts';
import { readGroup } from '../draft/layout-entries.ts';
import { refuse } from '../parts/refuse.ts';
import type { CanvasDesk, DeskState } from './canvas-desk.ts';
import type { CanvasStore } from './canvas-store.ts';
import { type Box, boundsOf } from './geometry.ts';
import { keepPlaces } from './keep-places.ts';
import { makeRoom } from './plan-insert.ts';
import { nodeTitle } from './read-steps.ts';
import { throughPorts } from './through-ports.ts';

/** Makes the desk of a canvas. */
export function useCanvasDesk(state: DeskState, store: CanvasStore, element: RefObject<HTMLElement | null>): CanvasDesk {
  const { t } = useTranslation();
  const flow = useReactFlow();
  const flowStore = useStoreApi();
  const latest = useRef(state);
  useLayoutEffect(() => {
    latest.current = state;
  });
  return useMemo((): CanvasDesk => {
    const desk: CanvasDesk = {
      store,
      latest: () => latest.current,
      edit: (label, update, mergeKey) => {
        const { draft, readOnlyReason } = latest.current;
        if (draft === undefined || readOnlyReason !== undefined) {
          desk.refuse(readOnlyReason ?? t('canvas.onlyShown'));
          return false;
        }
        draft.edit(label, keepPlaces(update, latest.current.graph), mergeKey === undefined ? {} : { mergeKey });
        return true;
      },
      refuse,
      drop: (moved, splice) => {
        const { graph } = latest.current;
        const through = splice === undefined ? undefined : throughPorts(graph.steps.get(splice.id)?.step ?? { ports: NO_PORTS });
        const label =
          splice === undefined ? t('edit.move', desk.nameOf(moved.keys())) : t('edit.splice', desk.nameOf(moved.keys()));
        const wire = graph.wires.find(({ key }) => key === splice?.key);
        const dropped = splice === undefined ? undefined : moved.get(splice.id);
        const room =
          wire === undefined || dropped === undefined || splice === undefined ? [] : makeRoom(graph, wire, splice.id, dropped);
        desk.edit(label, (current) => {
          const next = moveNodes(current, new Map([...moved, ...room]));
          return splice === undefined || through === undefined
            ? next
            : spliceIntoWire(next, splice.key, { node: splice.id, ...through });
        });
      },
      nameOf: (ids) => {
        const all = [...ids];
        const { document, catalog } = latest.current;
        const [id = ''] = all;
        const node = document.nodes[id];
        const group = readGroup(document.layout[id]);
        const title = group?.title === '' ? t('group.untitled') : group?.title;
        const what = node === undefined ? (title ?? id) : nodeTitle(id, node, catalog.get(node.type));
        return { count: all.length, what };
      },
      toCanvas: ({ clientX, clientY }) => flow.screenToFlowPosition({ x: clientX, y: clientY }, { snapToGrid: false }),
      zoom: () => flow.getZoom(),
      panBy: (x, y) => void flowStore.getState().panBy({ x, y }),
      reveal: (ids) => {
        const { steps, notes, groups } = latest.current.graph;
        const boxes = [...ids].flatMap((id) => steps.get(id) ?? notes.get(id) ?? groups.get(id) ?? []);
        const bounds = boundsOf(boxes);
        const { transform, width, height } = flowStore.getState();
        const [dx, dy] = bounds === undefined ? [0, 0] : wayIntoSight(bounds, transform, width, height);
        if (dx !== 0 || dy !== 0) desk.panBy(dx, dy);
      },
      element: () => element.current,
    };
    return desk;
  }, [store, flow, flowStore, element, t]);
}

const NO_PORTS = { inputs: [], outputs: [] };

const MARGIN = 40;

/** By how many px of the window the canvas has to move. */
function wayIntoSight(
  box: Box,
  [x, y, zoom]: readonly [number, number, number],
  width: number,
  height: number,
): [number, number] {
  const along = (start: number, size: number, end: number) => {
    if (start < MARGIN) return MARGIN - start;
    if (start + size > end - MARGIN) return Math.max(end - MARGIN - size, MARGIN) - start;
    return 0;
  };
  return [along(box.x * zoom + x, box.width * zoom, width), along(box.y * zoom + y, box.height * zoom, height)];
}
