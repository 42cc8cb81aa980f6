import { ViewportPortal } from '@xyflow/react';
import { useCanvasState } from './canvas-context.ts';
import classes from './selection-box.module.css';

/** The box that a hand draws to select what it touches. */
export function SelectionBox() {
  const box = useCanvasState((state) => state.box);
  if (box === undefined) return null;
  return (
    <ViewportPortal>
      <div
        className={classes['box']}
        style={{ transform: `translate(${box.x}px, ${box.y}px)`, width: box.width, height: box.height }}
      />
    </ViewportPortal>
  );
}
