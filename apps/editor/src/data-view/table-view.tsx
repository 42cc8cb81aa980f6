import type { Json } from '@sluice/protocol';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { previewJson } from '../format/preview-json.ts';
import { cellOf, columnsOf } from './columns-of.ts';
import classes from './table-view.module.css';

const ROW_HEIGHT = 31;

interface TableViewProps {
  readonly items: readonly { readonly json: Json; readonly error?: { readonly message: string } | undefined }[];
  readonly label: string;
  /** Called when the last row that is there comes into sight. */
  readonly onEnd?: () => void;
}

/** Items as rows, their top-level fields as columns. Only the rows in sight exist. */
export function TableView({ items, label, onEnd }: TableViewProps) {
  const scroller = useRef<HTMLElement>(null);
  const columns = useMemo(() => columnsOf(items), [items]);
  const virtualizer = useVirtualizer({
    count: items.length,
    estimateSize: () => ROW_HEIGHT,
    getScrollElement: () => scroller.current,
    overscan: 12,
  });
  const rows = virtualizer.getVirtualItems();
  const lastShown = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (items.length > 0 && lastShown >= items.length - 1) onEnd?.();
  }, [lastShown, items.length, onEnd]);
  const before = rows[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (rows.at(-1)?.end ?? 0);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard (WCAG 2.1.1)
    <section ref={scroller} className={classes['scroller']} tabIndex={0} aria-label={label}>
      <table className={classes['table']} aria-rowcount={items.length + 1}>
        <thead>
          <tr>
            <th scope="col" className={classes['number']}>
              #
            </th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Gap height={before} />}
          {rows.map((row) => {
            const item = items[row.index];
            return item === undefined ? null : (
              <tr
                key={row.key}
                aria-rowindex={row.index + 2}
                data-failed={item.error !== undefined || undefined}
                title={item.error?.message}
              >
                <td className={classes['number']}>{row.index + 1}</td>
                {columns.map((column) => (
                  <Cell key={column} value={cellOf(item.json, column)} />
                ))}
              </tr>
            );
          })}
          {after > 0 && <Gap height={after} />}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ value }: { readonly value: Json | undefined }) {
  const text = previewJson(value);
  return (
    <td data-kind={value === null ? 'null' : typeof value} title={text.length > 40 ? text : undefined}>
      {text}
    </td>
  );
}

function Gap({ height }: { readonly height: number }) {
  return (
    <tr style={{ height }}>
      <td style={{ padding: 0, border: 0 }} />
    </tr>
  );
}
