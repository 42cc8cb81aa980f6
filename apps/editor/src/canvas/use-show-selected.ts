import { useEffect, useRef } from 'react';
import type { CanvasDesk } from './canvas-desk.ts';

/** Brings a node into sight that was opened from elsewhere: the panel of an error, a link. */
export function useShowSelected(desk: CanvasDesk, openId: string | undefined): void {
  const known = useRef(openId);
  useEffect(() => {
    if (openId === known.current) return;
    known.current = openId;
    if (openId === undefined) return;
    const { selection, select } = desk.latest();
    if (!selection.has(openId)) select([openId]);
    // The panel that opens beside the canvas takes its place first.
    const frame = requestAnimationFrame(() => desk.reveal([openId]));
    return () => cancelAnimationFrame(frame);
  }, [desk, openId]);
}
