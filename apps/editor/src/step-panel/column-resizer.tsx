import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import classes from './column-resizer.module.css';

interface ColumnResizerProps {
  readonly label: string;
  /** Of the whole width, in percent. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** 1 when dragging to the right makes the column wider. */
  readonly direction: 1 | -1;
  readonly onChange: (value: number) => void;
}

/** The line between two columns: dragged, or moved with the arrow keys. */
export function ColumnResizer({ label, value, min, max, direction, onChange }: ColumnResizerProps) {
  const [isActive, setActive] = useState(false);
  const set = (next: number) => onChange(Math.round(Math.max(min, Math.min(max, next)) * 10) / 10);
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (!isActive || box === undefined) return;
    const at = ((event.clientX - box.left) / box.width) * 100;
    set(direction === 1 ? at : 100 - at);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 2 : event.key === 'ArrowLeft' ? -2 : 0;
    if (step === 0) return;
    event.preventDefault();
    set(value + step * direction);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be moved; a separator that has the focus can (ARIA 1.2)
    <div
      className={classes['resizer']}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      data-active={isActive || undefined}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setActive(true);
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => setActive(false)}
      onPointerCancel={() => setActive(false)}
      onKeyDown={onKeyDown}
    />
  );
}
