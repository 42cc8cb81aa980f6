import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import classes from './dots.module.css';

/** Px at zoom 1 between two dots. */
const GAP = 20;
/** And at least in the window. */
const LEAST_GAP = 14;

/** The dotted ground. It is shifted as a whole by less than one gap, so that panning paints nothing anew. */
export function Dots() {
  const store = useStoreApi();
  const ground = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const show = () => {
      const [x, y, zoom] = store.getState().transform;
      // From far away every dot would be grey mist: then only each second, fourth, eighth is there.
      const gap = GAP * zoom * 2 ** Math.max(0, Math.ceil(Math.log2(LEAST_GAP / (GAP * zoom))));
      const style = ground.current?.style;
      if (style === undefined) return;
      style.backgroundSize = `${gap}px ${gap}px`;
      style.transform = `translate(${(x % gap) - (x < 0 ? 0 : gap)}px, ${(y % gap) - (y < 0 ? 0 : gap)}px)`;
    };
    show();
    return store.subscribe((state, before) => {
      if (state.transform !== before.transform) show();
    });
  }, [store]);
  return <div ref={ground} className={classes['dots']} aria-hidden="true" />;
}
