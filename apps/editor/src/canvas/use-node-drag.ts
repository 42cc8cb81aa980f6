import type { OnNodeDrag } from '@xyflow/react';
import { useMemo } from 'react';
import type { CanvasDesk } from './canvas-desk.ts';
import { type CanvasStore, NOTHING, NOWHERE } from './canvas-store.ts';
import { wireUnder } from './crossings.ts';
import type { Graph, StepBox } from './place-graph.ts';
import type { Position } from './positions-of.ts';
import { throughPorts } from './through-ports.ts';
import type { FlowNode } from './use-flow-nodes.ts';

interface Drag {
  readonly id: string;
  /** Where it and all that goes with it were when it began. */
  readonly origins: ReadonlyMap<string, Position>;
  readonly begin: Position;
  /** How far the hand had come before it was a drag. */
  readonly slack: Position;
}

/**
 * Dragging: the selection goes with the node in hand, members with their group. What the document says of them does not count until they are
 * let go, so that somebody else's change pulls nothing from under the hand.
 */
export function useNodeDrag(desk: CanvasDesk) {
  return useMemo(() => {
    let drag: Drag | undefined;
    let pressed: Position = { x: 0, y: 0 };
    const onPress = (event: React.PointerEvent) => {
      if (event.isPrimary) pressed = desk.toCanvas(event);
    };
    const onNodeDragStart: OnNodeDrag<FlowNode> = (event, node) => {
      const { graph, selection, select } = desk.latest();
      if (!selection.has(node.id)) select([node.id]);
      const ids = selection.has(node.id) ? selection : new Set([node.id]);
      const hand = desk.toCanvas('touches' in event ? (event as TouchEvent).touches[0]! : event);
      const slack = { x: hand.x - pressed.x, y: hand.y - pressed.y };
      drag = { id: node.id, origins: originsOf(graph, ids), begin: node.position, slack };
      desk.store.setState({ isDragging: true, hovered: undefined, hot: new Set([node.id]) });
    };
    const onNodeDrag: OnNodeDrag<FlowNode> = (_event, node) => {
      if (drag?.id !== node.id || !desk.store.getState().isDragging) return;
      const { begin, slack } = drag;
      const [dx, dy] = [node.position.x - begin.x + slack.x, node.position.y - begin.y + slack.y];
      const moved = new Map([...drag.origins].map(([id, { x, y }]) => [id, { x: x + dx, y: y + dy }]));
      const { graph } = desk.latest();
      const box = moved.size === 1 ? graph.steps.get(node.id) : undefined;
      const splice = box === undefined ? undefined : spliceFor(graph, { ...box, ...moved.get(node.id) });
      desk.store.setState({ moved, splice });
    };
    const onNodeDragStop: OnNodeDrag<FlowNode> = () => {
      const { moved, splice } = desk.store.getState();
      const [id] = moved.keys();
      const isMoved = [...moved].some(([each, place]) => !isAt(place, drag?.origins.get(each)));
      drag = undefined;
      if (isMoved) desk.drop(moved, splice === undefined || id === undefined ? undefined : { key: splice, id });
      letGo(desk.store);
    };
    return { onPress, handlers: { onNodeDragStart, onNodeDrag, onNodeDragStop } };
  }, [desk]);
}

/** Ends a drag with everything where it was before, wherever the hand goes on to. */
export function letGo(store: CanvasStore): void {
  store.setState({ moved: NOWHERE, isDragging: false, splice: undefined, hot: NOTHING });
}

/** To the pixel that the document would keep. */
function isAt(a: Position, b: Position | undefined): boolean {
  return b !== undefined && Math.round(a.x - b.x) === 0 && Math.round(a.y - b.y) === 0;
}

function originsOf(graph: Graph, ids: Iterable<string>): ReadonlyMap<string, Position> {
  const all = new Set([...ids].flatMap((id) => [id, ...(graph.groups.get(id)?.members ?? [])]));
  return new Map(
    [...all].flatMap((id) => {
      const group = graph.groups.get(id);
      const place = graph.steps.get(id) ?? graph.notes.get(id) ?? (group?.group.collapsed === true ? group : group?.group);
      return place === undefined ? [] : [[id, { x: place.x, y: place.y }]];
    }),
  );
}

/** A node goes into a wire when items can pass through it and nothing is wired to it yet. */
function spliceFor(graph: Graph, box: StepBox): string | undefined {
  if (throughPorts(box.step) === undefined) return undefined;
  if (graph.wires.some(({ from, to }) => from.node === box.id || to.node === box.id)) return undefined;
  return wireUnder(graph.wires, box, () => true)?.key;
}
