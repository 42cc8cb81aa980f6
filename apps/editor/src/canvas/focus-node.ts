import type { CanvasDesk } from './canvas-desk.ts';

/** Gives a node the focus as soon as it is an element; where the graph is a picture, it becomes one. Nothing is taken from a panel that was entered meanwhile. */
export function focusNode(desk: CanvasDesk, id: string): void {
  desk.store.setState({ hot: new Set([id]) });
  const isInPanel = () => document.activeElement?.closest('aside') != null;
  const wasInPanel = isInPanel();
  let tries = 10;
  const look = () => {
    if (!wasInPanel && isInPanel()) return;
    const element = desk.element()?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
    if (element) element.focus({ preventScroll: true });
    else if (tries-- > 0) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
