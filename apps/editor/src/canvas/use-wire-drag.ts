import { edgeKeys } from '@sluice/protocol';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { connect, cutWires, reconnect } from '../draft/edits/wires.ts';
import type { CanvasDesk } from './canvas-desk.ts';
import type { PortAt } from './canvas-store.ts';
import { connectionProblem } from './connection-problem.ts';
import { findTarget } from './find-target.ts';
import { edgePan, followPointer } from './follow-pointer.ts';
import { HEADER_HEIGHT } from './geometry.ts';
import { portPoint } from './place-graph.ts';

/** In px of the window. */
const REACH = 34;
const IS_CLICK = 5;

/**
 * Drawing wires: from a port to the nearest one that fits; dropped on nothing, it asks for a node to go to. With `detached` it is the
 * end of a wire that was taken up: dropped on nothing, the wire is cut.
 */
export function useWireDrag(desk: CanvasDesk): (from: PortAt, event: React.PointerEvent, detached?: string) => void {
  const { t } = useTranslation();
  return useMemo(
    () => (from, event, detached) => {
      if (event.button !== 0) return;
      event.stopPropagation();
      event.preventDefault();
      const { readOnlyReason, draft } = desk.latest();
      if (readOnlyReason !== undefined || draft === undefined) {
        desk.refuse(readOnlyReason ?? t('canvas.onlyShown'));
        return;
      }
      const problems = new Map<string, string | undefined>();
      const problemOf = (port: PortAt) => {
        const { document, catalog } = desk.latest();
        const wire = wireOf(from, port);
        const key = `${wire.from}>${wire.to}`;
        const keys = edgeKeys(document.edges);
        // Where the end was before, it may go back to.
        const edges = document.edges.filter((_, index) => keys[index] !== detached);
        if (edges.some((edge) => edge.from === wire.from && edge.to === wire.to)) return t('wire.there');
        if (!problems.has(key)) problems.set(key, connectionProblem({ ...document, edges }, catalog, wire));
        return problems.get(key);
      };
      const begin = { clientX: event.clientX, clientY: event.clientY };
      let last = begin;
      let hasMoved = detached !== undefined;
      let frame = 0;

      const look = () => {
        const { graph } = desk.latest();
        const point = desk.toCanvas(last);
        const noPort = (title: string) => t(from.side === 'outputs' ? 'wire.takesNothing' : 'wire.givesNothing', { title });
        const found = findTarget({ graph, from, point, reach: REACH / desk.zoom(), problemOf, noPort });
        desk.store.setState({ wiring: { from, pointer: point, detached, ...found } });
      };
      const panAtEdge = () => {
        const box = desk.element()?.getBoundingClientRect();
        const [dx, dy] = box === undefined ? [0, 0] : edgePan(box, last);
        if (hasMoved && (dx !== 0 || dy !== 0)) {
          desk.panBy(dx, dy);
          look();
        }
        frame = requestAnimationFrame(panAtEdge);
      };
      const stop = () => {
        cancelAnimationFrame(frame);
        desk.store.setState({ wiring: undefined });
      };
      frame = requestAnimationFrame(panAtEdge);
      followPointer(event, {
        onMove: (move) => {
          last = { clientX: move.clientX, clientY: move.clientY };
          hasMoved ||= Math.hypot(last.clientX - begin.clientX, last.clientY - begin.clientY) > IS_CLICK;
          if (hasMoved) look();
        },
        onCancel: stop,
        onEnd: () => {
          if (hasMoved) look();
          const wiring = desk.store.getState().wiring;
          stop();
          if (wiring?.target !== undefined) finish(desk, t, from, wiring.target, detached);
          else if (wiring?.reason !== undefined) desk.refuse(wiring.reason);
          else if (detached !== undefined)
            desk.edit(t('edit.cut', { count: 1 }), (document) => cutWires(document, new Set([detached])));
          else pick(desk, from, last, hasMoved);
        },
      });
    },
    [desk, t],
  );
}

function wireOf(from: PortAt, to: PortAt): { readonly from: string; readonly to: string } {
  const [source, target] = from.side === 'outputs' ? [from, to] : [to, from];
  return { from: `${source.node}.${source.port}`, to: `${target.node}.${target.port}` };
}

function finish(
  desk: CanvasDesk,
  t: ReturnType<typeof useTranslation>['t'],
  from: PortAt,
  to: PortAt,
  detached: string | undefined,
): void {
  const wire = wireOf(from, to);
  if (detached === `${wire.from}>${wire.to}`) return;
  const names = {
    from: desk.nameOf([from.side === 'outputs' ? from.node : to.node]).what,
    to: desk.nameOf([from.side === 'outputs' ? to.node : from.node]).what,
  };
  if (detached === undefined) desk.edit(t('edit.connect', names), (document) => connect(document, wire.from, wire.to));
  else desk.edit(t('edit.reconnect', names), (document) => reconnect(document, detached, wire));
}

/** A port that was only pressed asks for a node beside it. */
function pick(
  desk: CanvasDesk,
  from: PortAt,
  last: { readonly clientX: number; readonly clientY: number },
  hasMoved: boolean,
): void {
  const box = desk.latest().graph.steps.get(from.node);
  if (box === undefined) return;
  const port = portPoint(box, from.side, from.port);
  const beside = { x: port.x + (from.side === 'outputs' ? 88 : -88), y: box.y + HEADER_HEIGHT / 2 };
  desk.store.setState({
    picking: {
      at: hasMoved ? desk.toCanvas(last) : beside,
      client: { x: last.clientX, y: last.clientY },
      wireTo: from,
    },
  });
}
