import { useMemo } from 'react';
import type { CanvasHands } from './canvas-context.ts';
import type { CanvasDesk } from './canvas-desk.ts';
import type { MenuRequest } from './canvas-store.ts';
import { stepAt } from './use-pane-gestures.ts';

/** How long a finger rests until the menu opens, and how far it may slip. */
const HOLD_MS = 500;
const SLIP = 8;
/** What has its own use of a press. */
const OWN = 'input, textarea, [data-port], [data-end], button';

/** Opens the menu of what is under the hand: a click of the right button, or a finger that rests. The right button dragged pans. */
export function useCanvasMenu(desk: CanvasDesk, hands: CanvasHands) {
  return useMemo(() => {
    let swallowsClick = false;
    const open = (request: MenuRequest) => {
      const { selection, select } = desk.latest();
      const isChosenWire = desk.store.getState().wires.has(request.id ?? '');
      if (request.kind === 'wire' && !isChosenWire) hands.selectWire(request.id ?? '');
      else if (request.kind !== 'wire' && request.id !== undefined && !selection.has(request.id)) select([request.id]);
      desk.store.setState({ menu: request });
    };
    const onPointerDownCapture = (event: React.PointerEvent) => {
      swallowsClick = false;
      const isTouch = event.pointerType === 'touch';
      const isMeant = isTouch ? event.isPrimary : event.button === 2;
      if (!isMeant || !isInside(desk, event.target) || event.target.closest(OWN) !== null) return;
      const request = requestAt(desk, event.target, event);
      if (request === undefined) return;
      const listeners = new AbortController();
      const { signal } = listeners;
      const timer = isTouch
        ? setTimeout(() => {
            listeners.abort();
            swallowsClick = true;
            swallowRelease();
            open(request);
          }, HOLD_MS)
        : undefined;
      const end = () => {
        clearTimeout(timer);
        listeners.abort();
      };
      const { x, y } = request.at;
      window.addEventListener(
        'pointermove',
        (move) => {
          if (Math.hypot(move.clientX - x, move.clientY - y) > SLIP) end();
        },
        { signal, capture: true },
      );
      window.addEventListener(
        'pointerup',
        () => {
          end();
          if (!isTouch) open(request);
        },
        { signal, capture: true },
      );
      window.addEventListener('pointercancel', end, { signal, capture: true });
      // A second finger pinches.
      window.addEventListener('pointerdown', end, { signal, capture: true });
    };
    /** The browser's own menu has nothing for a canvas, except where a text is written. */
    const onContextMenu = (event: React.MouseEvent) => {
      if (isInside(desk, event.target) && event.target.closest('input, textarea') === null) event.preventDefault();
    };
    const onClickCapture = (event: React.MouseEvent) => {
      if (swallowsClick && isInside(desk, event.target)) event.stopPropagation();
      swallowsClick = false;
    };
    return { onPointerDownCapture, onContextMenu, onClickCapture };
  }, [desk, hands]);
}

/** When the finger leaves, the browser makes a press of a mouse of it, which would close the menu at once. */
function swallowRelease(): void {
  const listeners = new AbortController();
  const { signal } = listeners;
  window.addEventListener(
    'touchend',
    (event) => {
      event.preventDefault();
      listeners.abort();
    },
    { signal, capture: true, passive: false },
  );
  window.addEventListener('touchcancel', () => listeners.abort(), { signal, capture: true });
}

/** Pickers and menus stand elsewhere in the page, but what happens in them comes here too. */
function isInside(desk: CanvasDesk, target: EventTarget): target is Element {
  return target instanceof Element && desk.element()?.contains(target) === true;
}

function requestAt(
  desk: CanvasDesk,
  target: Element,
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
): MenuRequest | undefined {
  const at = { x: clientX, y: clientY };
  const wire = target.closest('[data-wire]')?.getAttribute('data-wire');
  if (wire != null) return { kind: 'wire', id: wire, at };
  const { graph } = desk.latest();
  const id =
    target.closest<HTMLElement>('.react-flow__node')?.dataset['id'] ?? stepAt(graph, desk.toCanvas({ clientX, clientY }))?.id;
  if (id !== undefined) return { kind: graph.steps.has(id) ? 'node' : 'entry', id, at };
  return target.classList.contains('react-flow__pane') ? { kind: 'pane', id: undefined, at } : undefined;
}
