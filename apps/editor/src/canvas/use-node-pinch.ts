import { useReactFlow } from '@xyflow/react';
import { useEffect } from 'react';
import type { CanvasDesk } from './canvas-desk.ts';
import { letGo } from './use-node-drag.ts';
import type { Point } from './wire-path.ts';

const [LEAST, MOST] = [0.04, 2];

/**
 * Two fingers zoom, also where nodes are beneath them: a node takes a finger for itself, so that the pane would never know of both. What the first
 * finger may have dragged by then goes back.
 */
export function useNodePinch(desk: CanvasDesk): void {
  const flow = useReactFlow();
  useEffect(() => {
    const canvas = desk.element();
    if (canvas === null) return undefined;
    const listeners = new AbortController();
    let last: ReturnType<typeof spanOf> | undefined;
    const onStart = (event: TouchEvent) => {
      const [first, second] = event.touches;
      if (event.touches.length !== 2 || first === undefined || second === undefined) return;
      if (desk.store.getState().wiring !== undefined || ![first, second].some(isOnNode)) return;
      event.stopPropagation();
      letGo(desk.store);
      last = spanOf(first, second);
    };
    const onMove = (event: TouchEvent) => {
      if (last === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      const [first, second] = event.touches;
      if (first === undefined || second === undefined) return;
      const now = spanOf(first, second);
      const box = canvas.getBoundingClientRect();
      const { x, y, zoom } = flow.getViewport();
      const next = Math.max(LEAST, Math.min(MOST, (zoom * now.width) / last.width));
      const under = { x: (last.middle.x - box.left - x) / zoom, y: (last.middle.y - box.top - y) / zoom };
      void flow.setViewport({
        x: now.middle.x - box.left - under.x * next,
        y: now.middle.y - box.top - under.y * next,
        zoom: next,
      });
      last = now;
    };
    const onEnd = (event: TouchEvent) => {
      if (event.touches.length === 0) last = undefined;
    };
    const options = { capture: true, passive: false, signal: listeners.signal };
    canvas.addEventListener('touchstart', onStart, options);
    canvas.addEventListener('touchmove', onMove, options);
    canvas.addEventListener('touchend', onEnd, options);
    canvas.addEventListener('touchcancel', onEnd, options);
    return () => listeners.abort();
  }, [desk, flow]);
}

function isOnNode({ target }: Touch): boolean {
  return target instanceof Element && target.closest('.react-flow__node') !== null;
}

/** How far two fingers are apart, and what is between them. */
function spanOf(a: Touch, b: Touch): { readonly width: number; readonly middle: Point } {
  return {
    width: Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)),
    middle: { x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2 },
  };
}
