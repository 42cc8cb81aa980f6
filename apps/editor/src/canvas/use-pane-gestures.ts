import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { cutWires } from '../draft/edits/wires.ts';
import type { CanvasDesk } from './canvas-desk.ts';
import { NOTHING } from './canvas-store.ts';
import { wiresCrossed } from './crossings.ts';
import { followPointer } from './follow-pointer.ts';
import { type Box, overlaps } from './geometry.ts';
import type { Graph, StepBox } from './place-graph.ts';
import type { Point } from './wire-path.ts';

const IS_CLICK = 4;

/** What a hand does on the bare canvas: a box selects (with Shift or Ctrl it adds), a line with Alt cuts; a finger, Space and the middle button pan. */
export function usePaneGestures(desk: CanvasDesk) {
  const { t } = useTranslation();
  return useMemo(() => {
    let wasGesture = false;
    const onPointerDownCapture = (event: React.PointerEvent) => {
      wasGesture = false;
      const pane = event.target;
      const isBare =
        pane instanceof Element && pane.classList.contains('react-flow__pane') && !pane.classList.contains('draggable');
      if (!isBare || event.button !== 0 || event.pointerType === 'touch') return;
      const begin = { x: event.clientX, y: event.clientY };
      const from = desk.toCanvas(event);
      const isCut = event.altKey && desk.latest().readOnlyReason === undefined && desk.latest().draft !== undefined;
      const kept = event.shiftKey || event.ctrlKey || event.metaKey ? desk.latest().selection : NOTHING;
      const stop = () => desk.store.setState({ box: undefined, cut: undefined });
      followPointer(event, {
        onMove: (move) => {
          wasGesture ||= Math.hypot(move.clientX - begin.x, move.clientY - begin.y) > IS_CLICK;
          if (!wasGesture) return;
          const to = desk.toCanvas(move);
          if (isCut) desk.store.setState({ cut: { from, to, keys: wiresCrossed(desk.latest().graph.wires, from, to) } });
          else showBox(desk, from, to, kept);
        },
        onCancel: stop,
        onEnd: () => {
          const { cut } = desk.store.getState();
          stop();
          if (cut === undefined || cut.keys.size === 0) return;
          desk.edit(t('edit.cut', { count: cut.keys.size }), (document) => cutWires(document, cut.keys));
        },
      });
    };
    /** The click that a gesture ends with is none. */
    const endsGesture = () => wasGesture;
    return { onPointerDownCapture, endsGesture };
  }, [desk, t]);
}

function showBox(desk: CanvasDesk, from: Point, to: Point, kept: ReadonlySet<string>): void {
  const box: Box = {
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.abs(from.x - to.x),
    height: Math.abs(from.y - to.y),
  };
  desk.store.setState({ box, wires: NOTHING });
  const { graph, selection, select } = desk.latest();
  const within = new Set([...kept, ...idsIn(graph, box)]);
  if (within.symmetricDifference(selection).size > 0) select(within);
}

/** Everything that a box touches; of open groups only those that lie in it as a whole. */
function idsIn(graph: Graph, box: Box): string[] {
  const isWhole = (inner: Box) =>
    inner.x >= box.x &&
    inner.y >= box.y &&
    inner.x + inner.width <= box.x + box.width &&
    inner.y + inner.height <= box.y + box.height;
  return [
    ...[...graph.steps.values()].filter((each) => each.hiddenIn === undefined && overlaps(each, box)),
    ...[...graph.notes.values()].filter((each) => overlaps(each, box)),
    ...[...graph.groups.values()].filter((each) => (each.group.collapsed ? overlaps(each, box) : isWhole(each))),
  ].map(({ id }) => id);
}

/** The node at a point. */
export function stepAt(graph: Graph, { x, y }: Point): StepBox | undefined {
  for (const box of graph.steps.values()) {
    if (box.hiddenIn === undefined && x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height) return box;
  }
  return undefined;
}
