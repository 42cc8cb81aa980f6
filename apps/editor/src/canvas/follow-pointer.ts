export interface Follow {
  /** At each move, and while the hand rests at the edge and the canvas moves beneath it. */
  readonly onMove: (event: { readonly clientX: number; readonly clientY: number }) => void;
  readonly onEnd: (event: PointerEvent) => void;
  /** Escape, or the system took the pointer away. */
  readonly onCancel: () => void;
}

/** Follows a pressed pointer wherever it goes until it is let go. */
export function followPointer(start: { readonly pointerId: number }, { onMove, onEnd, onCancel }: Follow): void {
  const listeners = new AbortController();
  const end = (work: () => void) => {
    listeners.abort();
    work();
  };
  const isOurs = (event: PointerEvent) => event.pointerId === start.pointerId;
  const options = { signal: listeners.signal, capture: true };
  window.addEventListener('pointermove', (event) => isOurs(event) && onMove(event), options);
  window.addEventListener('pointerup', (event) => isOurs(event) && end(() => onEnd(event)), options);
  window.addEventListener('pointercancel', (event) => isOurs(event) && end(onCancel), options);
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      end(onCancel);
    },
    options,
  );
}

/** From where on the hand is at the edge, and how fast the canvas then comes along; in px, and px per frame. */
const EDGE = 36;
const SPEED = 14;

/** How far the canvas moves at this frame when the hand is at its edge. */
export function edgePan(
  box: DOMRect,
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
): [number, number] {
  const along = (at: number, start: number, end: number) => {
    if (at < start + EDGE) return SPEED * Math.min(1, (start + EDGE - at) / EDGE);
    if (at > end - EDGE) return -SPEED * Math.min(1, (at - end + EDGE) / EDGE);
    return 0;
  };
  return [along(clientX, box.left, box.right), along(clientY, box.top, box.bottom)];
}
