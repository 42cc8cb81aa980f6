import type { Json } from '@sluice/protocol';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import classes from './json-view.module.css';
import { tokenizeLine } from './tokenize-line.ts';

const LINE_HEIGHT = 19;

/** JSON as indented, coloured text; only the lines in sight exist, so that a large value scrolls as smoothly as a small one. */
export function JsonView({ value, label }: { readonly value: Json; readonly label: string }) {
  const lines = useMemo(() => JSON.stringify(value, null, 2).split('\n'), [value]);
  const scroller = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count: lines.length,
    estimateSize: () => LINE_HEIGHT,
    getScrollElement: () => scroller.current,
    overscan: 20,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard (WCAG 2.1.1)
    <section ref={scroller} className={classes['view']} tabIndex={0} aria-label={label}>
      <div style={{ position: 'relative', height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((row) => (
          <div key={row.key} className={classes['line']} style={{ transform: `translateY(${row.start}px)` }}>
            {tokenizeLine(lines[row.index] ?? '').map(({ kind, text, at }) => (
              <span key={at} data-kind={kind}>
                {text}
              </span>
            ))}
          </div>
        ))}
      </div>
    </section>
  );
}
