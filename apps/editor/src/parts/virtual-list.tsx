import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';

interface VirtualListProps<T> {
  readonly items: readonly T[];
  readonly rowHeight: number;
  readonly keyOf: (item: T) => string;
  readonly renderRow: (item: T) => ReactNode;
  /** The list's name for screen readers. */
  readonly label: string;
  /** Called when the end comes into sight. */
  readonly onEnd?: () => void;
  readonly className?: string | undefined;
}

/** A list in the page's own scroll area of which only the rows in sight exist, so that any length stays smooth. */
export function VirtualList<T>({ items, rowHeight, keyOf, renderRow, label, onEnd, className }: VirtualListProps<T>) {
  const list = useRef<HTMLUListElement>(null);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => setOffset(list.current?.offsetTop ?? 0), []);
  const virtualizer = useVirtualizer({
    count: items.length,
    estimateSize: () => rowHeight,
    getScrollElement: () => document.getElementById('main'),
    scrollMargin: offset,
    overscan: 8,
  });
  const rows = virtualizer.getVirtualItems();
  const isEndInSight = (rows.at(-1)?.index ?? 0) >= items.length - 1;
  useEffect(() => {
    if (isEndInSight && items.length > 0) onEnd?.();
  }, [isEndInSight, items.length, onEnd]);

  return (
    <ul
      ref={list}
      className={className}
      aria-label={label}
      style={{ position: 'relative', height: virtualizer.getTotalSize(), margin: 0, padding: 0, listStyle: 'none' }}
    >
      {rows.map((row) => {
        const item = items[row.index];
        return item === undefined ? null : (
          <li
            key={keyOf(item)}
            style={{
              position: 'absolute',
              insetInline: 0,
              top: 0,
              height: row.size,
              transform: `translateY(${row.start - offset}px)`,
            }}
            aria-setsize={items.length}
            aria-posinset={row.index + 1}
          >
            {renderRow(item)}
          </li>
        );
      })}
    </ul>
  );
}
