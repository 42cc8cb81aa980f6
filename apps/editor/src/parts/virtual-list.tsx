import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type FocusEvent, type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { focusPage, focusRowOf, indexOfRow, isFocusLost } from './focus.ts';

interface VirtualListProps<T> {
  readonly items: readonly T[];
  /** In px; where rows differ, or the list lies sideways, how large they are about. */
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
  /** The scroll area that it fills, null before that is drawn; by default it lies in the page's own, among other things. */
  readonly scroller?: HTMLElement | null;
  /** Whether rows are as large as what is in them. */
  readonly isMeasured?: boolean;
  readonly isHorizontal?: boolean;
  /** The row that is brought into sight at first. */
  readonly startAt?: number;
}

/** How many rows there are beyond those in sight, at either end. */
const OVERSCAN = 8;

/**
 * A list of which only the rows in sight exist, and the one with the focus, so that any length stays smooth. The arrow keys, Home and End go
 * from row to row, to the first link of each.
 */
export function VirtualList<T>(props: VirtualListProps<T>) {
  const { items, rowHeight, keyOf, renderRow, label, onEnd, className, onToggle } = props;
  const { scroller, isMeasured = false, isHorizontal = false, startAt } = props;
  const list = useRef<HTMLUListElement>(null);
  const [offset, setOffset] = useState(0);
  // What stands above it may grow; the same number again draws nothing.
  useLayoutEffect(() => setOffset(scroller === undefined ? (list.current?.offsetTop ?? 0) : 0));
  const [focused, setFocused] = useState<number>();
  const virtualizer = useVirtualizer({
    count: items.length,
    rangeExtractor: (range) => withRow(range, focused),
    estimateSize: () => rowHeight,
    getScrollElement: () => (scroller === undefined ? document.getElementById('main') : scroller),
    scrollMargin: offset,
    overscan: OVERSCAN,
    horizontal: isHorizontal,
  });
  const rows = virtualizer.getVirtualItems();
  const isEndInSight = (virtualizer.range?.endIndex ?? 0) + OVERSCAN >= items.length - 1;
  useEffect(() => {
    if (isEndInSight && items.length > 0) onEnd?.();
  }, [isEndInSight, items.length, onEnd]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: at first; later the reader scrolls
  useEffect(() => {
    if (startAt !== undefined && startAt > 0) virtualizer.scrollToIndex(startAt, { align: 'center' });
  }, [isHorizontal, scroller]);

  // A row that is taken away with the focus blurs nothing; what comes in its place has the focus then.
  const held = useRef<number>(undefined);
  const onFocus = ({ target }: FocusEvent) => {
    setFocused(indexOfRow(target));
    held.current = indexOfRow(target);
  };
  const onBlur = () => {
    held.current = undefined;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are taken away when the items change
  useLayoutEffect(() => {
    if (list.current !== null && held.current !== undefined && isFocusLost()) focusRowOf(list.current, held.current);
  }, [items]);
  useEffect(() => {
    const { pathname } = window.location;
    return () => {
      if (held.current !== undefined && isFocusLost() && window.location.pathname === pathname) focusPage();
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    if (!(event.target instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.altKey) return;
    const index = indexOfRow(event.target);
    const item = items[index];
    if (item === undefined) return;
    const [back, on] = isHorizontal ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const to = { [on]: index + 1, [back]: index - 1, Home: 0, End: items.length - 1 }[event.key];
    const isToggle = onToggle !== undefined && (event.key === ' ' || event.key.toLowerCase() === 'x');
    if (to === undefined && !isToggle) return;
    event.preventDefault();
    if (isToggle) onToggle(item, event.shiftKey);
    else if (to !== undefined && items[to] !== undefined) focusRow(to);
  };
  /** At once: the next key is pressed on that row, however fast it comes. */
  const focusRow = (index: number) => {
    flushSync(() => setFocused(index));
    virtualizer.scrollToIndex(index);
    list.current?.querySelector<HTMLElement>(`[aria-posinset="${index + 1}"] a`)?.focus({ preventScroll: true });
  };

  // Widths are no heights.
  const wasHorizontal = useRef(isHorizontal);
  useLayoutEffect(() => {
    if (wasHorizontal.current !== isHorizontal) virtualizer.measure();
    wasHorizontal.current = isHorizontal;
  }, [isHorizontal, virtualizer]);

  const total = virtualizer.getTotalSize();
  const place = ({ start, size }: { readonly start: number; readonly size: number }) =>
    isHorizontal
      ? { insetBlock: 0, left: 0, transform: `translateX(${start - offset}px)` }
      : { insetInline: 0, top: 0, transform: `translateY(${start - offset}px)`, ...(isMeasured ? {} : { height: size }) };
  return (
    <ul
      ref={list}
      className={className}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onBlur={onBlur}
      aria-label={label}
      style={{ position: 'relative', [isHorizontal ? 'width' : 'height']: total, margin: 0, padding: 0, listStyle: 'none' }}
    >
      {rows.map((row) => {
        const item = items[row.index];
        return item === undefined ? null : (
          <li
            key={keyOf(item)}
            ref={isMeasured || isHorizontal ? virtualizer.measureElement : undefined}
            data-index={row.index}
            style={{ position: 'absolute', ...place(row) }}
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

/** The rows that are drawn, with one more that may lie far away. */
function withRow(range: Range, index: number | undefined): number[] {
  const rows = defaultRangeExtractor(range);
  if (index === undefined || index < 0 || index >= range.count || rows.includes(index)) return rows;
  return [...rows, index].sort((a, b) => a - b);
}
