import type { TooltipProps } from '@mantine/core';
import { useMergedRef } from '@mantine/hooks';
import { cloneElement, type PointerEvent, type ReactElement, type Ref, Suspense, useState } from 'react';
import { late } from './late.tsx';

const LateTip = late(async () => (await import('./late-tip.tsx')).LateTip);

interface TargetProps {
  readonly ref?: Ref<HTMLElement>;
  readonly onPointerEnter?: (event: PointerEvent) => void;
  readonly onPointerLeave?: (event: PointerEvent) => void;
}

interface TipProps extends Pick<TooltipProps, 'label' | 'disabled' | 'multiline' | 'maw' | 'style' | 'position'> {
  /** Shown without a pointer as well: keys have led to it. */
  readonly isHeld?: boolean;
  readonly children: ReactElement<TargetProps>;
}

/** Mantine's tooltip, fetched when a hand comes over the first one: most of its weight is about where it fits. */
export function Tip({ children, isHeld = false, ...props }: TipProps) {
  const [target, setTarget] = useState<HTMLElement | null>(null);
  const [isOver, setOver] = useState(false);
  const [isWanted, setWanted] = useState(false);
  const { ref: own, onPointerEnter, onPointerLeave } = children.props;
  const ref = useMergedRef(own ?? null, setTarget);
  return (
    <>
      {cloneElement(children, {
        ref,
        onPointerEnter: (event: PointerEvent) => {
          onPointerEnter?.(event);
          if (event.pointerType === 'touch') return; // a finger rests on nothing, and never leaves
          setWanted(true);
          setOver(true);
        },
        onPointerLeave: (event: PointerEvent) => {
          onPointerLeave?.(event);
          setOver(false);
        },
      })}
      <Suspense fallback={null}>
        {(isWanted || isHeld) && target !== null && <LateTip {...props} target={target} isOver={isOver || isHeld} />}
      </Suspense>
    </>
  );
}
