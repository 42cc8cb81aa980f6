import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';

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
  /** Ticks a row, by Space or X while it has the focus. */
  readonly onToggle?: (item: T, isRange: boolean) => void;
}

/**
 * A list in the page's own scroll area of which only the rows in sight exist, so that any length stays smooth. The arrow keys, Home and End go
 * from row to row, to the first link of each.
 */
export function VirtualList<T>({ items, rowHeight, keyOf, renderRow, label, onEnd, className, onToggle }: VirtualListProps<T>) {
  const list = useRef<HTMLUListElement>(null);
  const [offset, setOffset] = useState(0);
  // What stands above it may grow; the same number again draws nothing.
  useLayoutEffect(() => setOffset(list.current?.offsetTop ?? 0));
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

  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    if (!(event.target instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.altKey) return;
    const index = Number(event.target.closest('[aria-posinset]')?.getAttribute('aria-posinset')) - 1;
    const item = items[index];
    if (item === undefined) return;
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: items.length - 1 }[event.key];
    const isToggle = onToggle !== undefined && (event.key === ' ' || event.key.toLowerCase() === 'x');
    if (to === undefined && !isToggle) return;
    event.preventDefault();
    if (isToggle) onToggle(item, event.shiftKey);
    else if (to !== undefined && items[to] !== undefined) focusRow(to);
  };
  const focusRow = (index: number) => {
    virtualizer.scrollToIndex(index);
    // The row is there after the next drawing.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[aria-posinset="${index + 1}"] a`)?.focus()),
    );
  };

  return (
    <ul
      ref={list}
      className={className}
      onKeyDown={onKeyDown}
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
