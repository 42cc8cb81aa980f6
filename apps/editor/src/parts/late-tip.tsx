import { Tooltip, type TooltipProps } from '@mantine/core';
import { useEffect, useState } from 'react';

const CALM_MS = 400;

interface LateTipProps extends Omit<TooltipProps, 'children' | 'target' | 'opened'> {
  readonly target: HTMLElement;
  /** Whether the pointer is over the target. */
  readonly isOver: boolean;
}

/** A tooltip at an element that is there already; shown when the pointer rests on it, and put away by Escape. */
export function LateTip({ isOver, ...props }: LateTipProps) {
  const [isShown, show] = useState(false);
  useEffect(() => {
    if (!isOver) return show(false);
    const timer = setTimeout(() => show(true), CALM_MS);
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return;
      clearTimeout(timer);
      show(false);
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', onKey, { capture: true });
    };
  }, [isOver]);
  return <Tooltip {...props} opened={isShown} />;
}
