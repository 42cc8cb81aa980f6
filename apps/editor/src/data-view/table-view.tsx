// biome-ignore-all lint/a11y/useSemanticElements: rows at places of their own are no rows of a <table>; the roles say what they are (ARIA grid)
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell (aria-activedescendant)
import { Popover } from '@mantine/core';
import type { Json } from '@sluice/protocol';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from 'react';
import { sayProblem } from '../i18n/say-problem.ts';
import { cellOf, columnsOf, VALUE_COLUMN, widthsOf } from './columns-of.ts';
import { dragProps, FieldActions } from './field-actions.tsx';
import { type DataItem, type ItemSource, listSource } from './item-source.ts';
import { JsonTree } from './json-tree.tsx';
import { MarkedText } from './marked-text.tsx';
import { shortText } from './short-text.ts';
import classes from './table-view.module.css';
import { useSource } from './use-source.ts';

const ROW_HEIGHT = 31;
/** A browser draws no taller elements than this many rows. */
const MOST_ROWS = 1_000_000;
/** Columns follow from so many items. */
const SAMPLE = 100;

interface TableViewProps {
  readonly source: ItemSource;
  readonly label: string;
  readonly nodeId: string | undefined;
  /** In lower case. */
  readonly query: string;
  /** The item to bring into sight. */
  readonly current: number | undefined;
}

/** Items as rows, their top-level fields as columns. Only the rows in sight exist, and columns are measured once. */
export function TableView({ source, label, nodeId, query, current }: TableViewProps) {
  const version = useSource(source);
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState({ row: 0, column: 0 });
  const [opened, setOpened] = useState<{ readonly row: number; readonly column: string }>();
  const hasSample = source.at(0) !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured once, when the first items are here.
  const columns = useMemo(() => {
    const sample = Array.from({ length: Math.min(SAMPLE, source.total) }, (_, index) => source.at(index)).filter(
      (item) => item !== undefined,
    );
    const names = columnsOf(sample);
    return { names, widths: widthsOf(sample, names) };
  }, [source, hasSample]);
  const virtualizer = useVirtualizer({
    count: Math.min(source.total, MOST_ROWS),
    estimateSize: () => ROW_HEIGHT,
    getScrollElement: () => scroller.current,
    overscan: 8,
  });
  const rows = virtualizer.getVirtualItems();
  const from = rows[0]?.index ?? 0;
  const to = (rows.at(-1)?.index ?? -1) + 1;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each `version` there may be a gap left.
  useEffect(() => source.want(from, to), [source, from, to, version]);
  useEffect(() => {
    if (current !== undefined) virtualizer.scrollToIndex(current, { align: 'center' });
  }, [current, virtualizer]);
  const found = current === undefined ? undefined : source.at(current);
  useEffect(() => {
    const at =
      found === undefined
        ? -1
        : columns.names.findIndex((name) => shortText(cellOf(found.json, name)).toLowerCase().includes(query));
    // So far from the left that a part of the column before it is in sight.
    if (at > 0) scroller.current?.scrollTo({ left: columns.widths.slice(0, at).reduce((sum, each) => sum + each, 0) - 60 });
  }, [found, columns, query]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (event.key === 'Enter' || event.key === ' ') {
      const column = columns.names[active.column];
      if (column !== undefined) setOpened({ row: active.row, column });
    } else if (step !== undefined) {
      const row = Math.max(0, Math.min(virtualizer.options.count - 1, active.row + step[0]));
      const column = Math.max(0, Math.min(columns.names.length - 1, active.column + step[1]));
      setActive({ row, column });
      virtualizer.scrollToIndex(row);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const numberWidth = 40 + String(source.total).length * 8;
  const width = numberWidth + columns.widths.reduce((sum, each) => sum + each, 0);
  return (
    <div ref={scroller} className={classes['scroller']}>
      <div
        className={classes['table']}
        role="grid"
        aria-label={label}
        aria-rowcount={source.total + 1}
        aria-colcount={columns.names.length + 1}
        tabIndex={0}
        aria-activedescendant={`${label} ${active.row} ${active.column}`}
        onKeyDown={onKeyDown}
        style={{ minWidth: width, height: virtualizer.getTotalSize() + ROW_HEIGHT }}
      >
        <div className={classes['head']} role="row" aria-rowindex={1}>
          <div className={classes['number']} role="columnheader" style={{ width: numberWidth }}>
            #
          </div>
          {columns.names.map((column, at) => (
            <div
              key={column}
              role="columnheader"
              className={classes['cell']}
              style={{ width: columns.widths[at] }}
              {...dragProps(nodeId, pathOf(column))}
            >
              <MarkedText text={column} query={query} />
            </div>
          ))}
        </div>
        {rows.map((row) => (
          <Row
            key={row.key}
            label={label}
            index={row.index}
            start={row.start + ROW_HEIGHT}
            item={source.at(row.index)}
            numberWidth={numberWidth}
            columns={columns.names}
            widths={columns.widths}
            nodeId={nodeId}
            query={query}
            isCurrent={row.index === current}
            activeColumn={row.index === active.row ? active.column : undefined}
            openedColumn={opened?.row === row.index ? opened.column : undefined}
            onOpen={setOpened}
            onActive={setActive}
          />
        ))}
      </div>
    </div>
  );
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  PageDown: [20, 0],
  PageUp: [-20, 0],
  Home: [Number.NEGATIVE_INFINITY, 0],
  End: [Number.POSITIVE_INFINITY, 0],
};

interface RowProps {
  readonly label: string;
  readonly index: number;
  readonly start: number;
  readonly item: DataItem | undefined;
  readonly numberWidth: number;
  readonly columns: readonly string[];
  readonly widths: readonly number[];
  readonly nodeId: string | undefined;
  readonly query: string;
  readonly isCurrent: boolean;
  readonly activeColumn: number | undefined;
  readonly openedColumn: string | undefined;
  readonly onOpen: (cell: { readonly row: number; readonly column: string } | undefined) => void;
  readonly onActive: (cell: { readonly row: number; readonly column: number }) => void;
}

const Row = memo(function Row(props: RowProps) {
  const {
    label,
    index,
    start,
    item,
    numberWidth,
    columns,
    widths,
    nodeId,
    query,
    isCurrent,
    activeColumn,
    openedColumn,
    onOpen,
    onActive,
  } = props;
  return (
    <div
      className={classes['row']}
      role="row"
      aria-rowindex={index + 2}
      data-failed={item?.error !== undefined || undefined}
      data-current={isCurrent || undefined}
      title={item?.error && sayProblem(item.error.message)}
      style={{ transform: `translateY(${start}px)` }}
    >
      <div className={classes['number']} role="rowheader" style={{ width: numberWidth }}>
        {index + 1}
      </div>
      {item === undefined ? (
        <div role="gridcell" className={classes['waiting']} />
      ) : (
        columns.map((column, at) => {
          const value = cellOf(item.json, column);
          const text = shortText(value);
          const cell = (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are taken by the grid
            <div
              key={column}
              id={`${label} ${index} ${at}`}
              role="gridcell"
              className={classes['cell']}
              data-kind={value === null ? 'null' : typeof value}
              data-active={at === activeColumn || undefined}
              style={{ width: widths[at] }}
              onClick={() => {
                onActive({ row: index, column: at });
                onOpen(column === openedColumn ? undefined : { row: index, column });
              }}
              {...dragProps(nodeId, pathOf(column))}
            >
              <MarkedText text={text} query={query} />
            </div>
          );
          return column === openedColumn && value !== undefined ? (
            <CellPopover
              key={column}
              value={value}
              column={column}
              nodeId={nodeId}
              query={query}
              onClose={() => onOpen(undefined)}
            >
              {cell}
            </CellPopover>
          ) : (
            cell
          );
        })
      )}
    </div>
  );
});

interface CellPopoverProps {
  readonly value: Json;
  readonly column: string;
  readonly nodeId: string | undefined;
  readonly query: string;
  readonly onClose: () => void;
  readonly children: React.ReactElement;
}

/** The whole of one cell. */
function CellPopover({ value, column, nodeId, query, onClose, children }: CellPopoverProps) {
  const source = useMemo(() => listSource([{ json: value }]), [value]);
  const isNested = typeof value === 'object' && value !== null;
  return (
    <Popover
      opened
      onChange={onClose}
      onClose={onClose}
      position="bottom-start"
      shadow="md"
      width={isNested ? 380 : 320}
      withinPortal
      trapFocus
    >
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown p={0} aria-label={column}>
        <div className={classes['inspectorBar']}>
          <strong>{column}</strong>
          <FieldActions nodeId={nodeId} path={pathOf(column)} value={value} />
        </div>
        {isNested ? (
          <div className={classes['inspectorTree']}>
            <JsonTree source={source} label={column} nodeId={undefined} query={query} current={undefined} />
          </div>
        ) : (
          <pre className={classes['inspectorText']}>
            {typeof value === 'string' ? value.slice(0, 20_000) : JSON.stringify(value)}
          </pre>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** Items that are no objects stand in a column of their own. */
function pathOf(column: string): readonly string[] {
  return column === VALUE_COLUMN ? [] : [column];
}
