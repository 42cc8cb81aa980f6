import type { CanvasDesk } from './canvas-desk.ts';

/** Gives a node the focus as soon as it is an element; where the graph is a picture, it becomes one. Nothing is taken from a text that is being written. */
export function focusNode(desk: CanvasDesk, id: string): void {
  desk.store.setState({ hot: new Set([id]) });
  let tries = 10;
  const look = () => {
    const element = desk.element()?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
    if (element) element.focus({ preventScroll: true });
    else if (tries-- > 0) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
