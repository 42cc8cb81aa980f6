let at: { readonly clientX: number; readonly clientY: number } | undefined;
let followers = 0;
const onMove = ({ clientX, clientY }: PointerEvent) => {
  at = { clientX, clientY };
};

/** Keeps in mind where the pointer is: the clipboard's events do not say. Gives the function that stops it. */
export function followPointer(): () => void {
  followers += 1;
  if (followers === 1) window.addEventListener('pointermove', onMove, { passive: true });
  return () => {
    followers -= 1;
    if (followers > 0) return;
    window.removeEventListener('pointermove', onMove);
    at = undefined;
  };
}

/** Where the pointer is in the window, when it is over bare canvas or what stands on it. */
export function pointerOver(element: HTMLElement): { readonly clientX: number; readonly clientY: number } | undefined {
  if (at === undefined) return undefined;
  const top = document.elementFromPoint(at.clientX, at.clientY);
  return top !== null && element.contains(top) && top.closest('[role=toolbar]') === null ? at : undefined;
}
