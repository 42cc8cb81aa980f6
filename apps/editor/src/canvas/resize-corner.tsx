import { useReactFlow } from '@xyflow/react';
import type { Size } from './geometry.ts';
import classes from './resize-corner.module.css';

interface ResizeCornerProps {
  readonly label: string;
  readonly size: Size;
  readonly least: Size;
  readonly onResize: (size: { width: number; height: number }) => void;
}

/** The lower right corner of something whose size can be changed, by hand or by the arrow keys. */
export function ResizeCorner({ label, size, least, onResize }: ResizeCornerProps) {
  const { getZoom } = useReactFlow();
  const resize = (width: number, height: number) =>
    onResize({ width: Math.max(least.width, Math.round(width)), height: Math.max(least.height, Math.round(height)) });
  return (
    <button
      type="button"
      className={`${classes['corner']} nodrag nopan`}
      aria-label={label}
      title={label}
      onPointerDown={(event) => {
        event.preventDefault();
        const corner = event.currentTarget;
        const [startX, startY] = [event.clientX, event.clientY];
        corner.setPointerCapture(event.pointerId);
        corner.onpointermove = (move) =>
          resize(size.width + (move.clientX - startX) / getZoom(), size.height + (move.clientY - startY) / getZoom());
        corner.onlostpointercapture = () => {
          corner.onpointermove = null;
        };
      }}
      onKeyDown={(event) => {
        const step = { ArrowRight: [20, 0], ArrowLeft: [-20, 0], ArrowDown: [0, 20], ArrowUp: [0, -20] }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        resize(size.width + (step[0] ?? 0), size.height + (step[1] ?? 0));
      }}
    />
  );
}
