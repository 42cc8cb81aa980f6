import { useState } from 'react';
import type { CanvasDesk } from '../canvas/canvas-desk.ts';
import { followPointer } from '../canvas/follow-pointer.ts';
import { type HeldType, holdType, wireFor } from '../canvas/plan-drop.ts';
import type { Position } from '../canvas/positions-of.ts';

/** From how many px on a press is a drag. */
const IS_DRAG = 6;

interface DragOut {
  /** While something is dragged, the list is out of the way. */
  readonly isOut: boolean;
  readonly onPress: (type: string, event: React.PointerEvent) => void;
}

/** Drags a type of node out of the picker onto the canvas: into the wire beneath it, which is shown dashed, or to a place. A finger scrolls the list instead. */
export function useDragOut(
  desk: CanvasDesk,
  onDrop: (held: HeldType, place: Position, into: string | undefined, client: Position) => void,
): DragOut {
  const [isOut, setOut] = useState(false);
  const onPress = (name: string, event: React.PointerEvent) => {
    const type = desk.latest().catalog.get(name);
    if (type === undefined || event.button !== 0 || event.pointerType === 'touch') return;
    const node = holdType(type);
    const begin = { x: event.clientX, y: event.clientY };
    let place: Position | undefined;
    const stop = () => {
      desk.store.setState({ held: undefined, splice: undefined, isDragging: false });
      setOut(false);
    };
    followPointer(event, {
      onMove: (move) => {
        if (place === undefined && Math.hypot(move.clientX - begin.x, move.clientY - begin.y) < IS_DRAG) return;
        if (place === undefined) setOut(true);
        const { x, y } = desk.toCanvas(move);
        place = { x: x - node.size.width / 2, y: y - node.size.height / 2 };
        desk.store.setState({ held: { node, place }, isDragging: true, splice: wireFor(desk.latest().graph, node, place) });
      },
      onCancel: stop,
      onEnd: (end) => {
        const { splice } = desk.store.getState();
        stop();
        const isOnCanvas = desk.element()?.contains(document.elementFromPoint(end.clientX, end.clientY)) === true;
        if (place !== undefined && isOnCanvas) onDrop(node, place, splice, { x: end.clientX, y: end.clientY });
      },
    });
  };
  return { isOut, onPress };
}
