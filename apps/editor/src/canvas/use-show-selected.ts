import { useReactFlow } from '@xyflow/react';
import { useEffect, useRef } from 'react';

/** Brings a node into sight that was selected from elsewhere: the panel of an error, a link. */
export function useShowSelected(selectedId: string | undefined): void {
  const flow = useReactFlow();
  const known = useRef(selectedId);
  useEffect(() => {
    if (selectedId === known.current) return;
    known.current = selectedId;
    const node = selectedId === undefined ? undefined : flow.getInternalNode(selectedId);
    if (node === undefined) return;
    const frame = requestAnimationFrame(() => bringIntoSight(flow, node.id));
    return () => cancelAnimationFrame(frame);
  }, [flow, selectedId]);
}

function bringIntoSight(flow: ReturnType<typeof useReactFlow>, id: string): void {
  const element = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
  const pane = element?.closest('.react-flow')?.getBoundingClientRect();
  const box = element?.getBoundingClientRect();
  if (pane !== undefined && box !== undefined) {
    const isInSight = box.left >= pane.left && box.right <= pane.right && box.top >= pane.top && box.bottom <= pane.bottom;
    if (isInSight) return;
  }
  const node = flow.getInternalNode(id);
  if (node === undefined) return;
  const { x, y } = node.internals.positionAbsolute;
  void flow.setCenter(x + (node.measured.width ?? 0) / 2, y + (node.measured.height ?? 0) / 2, {
    duration: 300,
    zoom: Math.max(flow.getZoom(), 0.6),
  });
}
