import type { Json } from '@sluice/protocol';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconChevronRight } from '../parts/icons.ts';
import { dragProps, FieldActions } from './field-actions.tsx';
import type { ItemSource } from './item-source.ts';
import classes from './json-tree.module.css';
import { MarkedText } from './marked-text.tsx';
import { kindOf } from './schema-of.ts';
import { shortText } from './short-text.ts';
import { isBranch, type Path, TreeIndex, type TreeRow, treeRows } from './tree-rows.ts';
import { useSource } from './use-source.ts';

const ROW_HEIGHT = 22;
/** Beyond this items are closed at first. */
const OPEN_ITEMS = 10;
const OPEN_MEMBERS = 50;
const OPEN_DEPTH = 5;

interface JsonTreeProps {
  readonly source: ItemSource;
  readonly label: string;
  readonly nodeId: string | undefined;
  /** In lower case. */
  readonly query: string;
  /** The item to bring into sight. */
  readonly current: number | undefined;
}

/** Items as a tree of which parts open and close. Only the lines in sight exist, however many items there are. */
export function JsonTree({ source, label, nodeId, query, current }: JsonTreeProps) {
  const { t } = useTranslation();
  const version = useSource(source);
  const isOne = source.total === 1;
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const [focused, setFocused] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for what the source holds.
  const open = useMemo(() => {
    const rows = new Map<number, readonly TreeRow[]>();
    const candidates = new Set<number>(Array.from({ length: Math.min(source.total, OPEN_ITEMS) }, (_, index) => index));
    for (const key of turned) if (!key.includes('/')) candidates.add(Number(key));
    if (current !== undefined) candidates.add(current);
    for (const item of candidates) {
      const isDefault = isOne || source.total <= OPEN_ITEMS || item === current;
      if (isDefault === turned.has(`${item}`)) continue;
      const json = source.at(item)?.json;
      if (json === undefined) source.want(item, item + 1);
      else
        rows.set(
          item,
          treeRows(json, (path, value) => isOpenAt(item, path, value)),
        );
    }
    return rows;

    function isOpenAt(item: number, path: Path, value: Json): boolean {
      const size = Object.keys(value as object).length;
      return (size <= OPEN_MEMBERS && path.length <= OPEN_DEPTH) !== turned.has(keyOf(item, path));
    }
  }, [source, turned, version, current, isOne]);
  const index = useMemo(
    () => new TreeIndex(source.total, new Map([...open].map(([item, rows]) => [item, rows.length]))),
    [source.total, open],
  );
  const virtualizer = useVirtualizer({
    count: index.count,
    estimateSize: () => ROW_HEIGHT,
    getScrollElement: () => scroller.current,
    overscan: 16,
  });
  const lines = virtualizer.getVirtualItems();
  const [first, last] = [lines[0], lines.at(-1)];
  useEffect(() => {
    if (first !== undefined && last !== undefined) source.want(index.at(first.index).item, index.at(last.index).item + 1);
  }, [source, index, first, last]);
  useEffect(() => {
    if (current !== undefined) virtualizer.scrollToIndex(index.rowOf(current), { align: 'center' });
  }, [current, index, virtualizer]);

  const turn = (key: string) => setTurned((before) => (before.has(key) ? without(before, key) : new Set([...before, key])));
  const onKeyDown = (event: KeyboardEvent) => {
    const { item, line } = index.at(focused);
    const row = line === undefined ? undefined : open.get(item)?.[line];
    const key = row === undefined ? `${item}` : keyOf(item, row.path);
    const isOpen = row === undefined ? open.has(item) : row.isOpen;
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20 }[event.key];
    if (move !== undefined) {
      const next = Math.max(0, Math.min(index.count - 1, focused + move));
      setFocused(next);
      virtualizer.scrollToIndex(next);
    } else if ((event.key === 'ArrowRight' && !isOpen) || (event.key === 'ArrowLeft' && isOpen) || event.key === 'Enter')
      turn(key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={scroller}
      className={classes['tree']}
      role="tree"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={`${label}-${focused}`}
      onKeyDown={onKeyDown}
    >
      <div role="none" style={{ position: 'relative', height: virtualizer.getTotalSize() }}>
        {lines.map(({ index: at, start }) => {
          const { item, line } = index.at(at);
          const row = line === undefined ? undefined : open.get(item)?.[line];
          if (row?.more !== undefined)
            return (
              <div
                key={at}
                className={classes['line']}
                role="none"
                style={{ transform: `translateY(${start}px)`, paddingLeft: 40 }}
              >
                {t('data.moreMembers', { count: row.more })}
              </div>
            );
          const shown = source.at(item);
          return (
            <Line
              key={at}
              id={`${label}-${at}`}
              start={start}
              isFocused={at === focused}
              isCurrent={item === current}
              depth={row === undefined ? 0 : row.depth + (isOne ? 0 : 1) + 1}
              name={row === undefined ? (isOne ? undefined : item) : row.label}
              value={row === undefined ? shown?.json : row.value}
              isOpen={row === undefined ? open.has(item) : row.isOpen}
              hasError={row === undefined && shown?.error !== undefined}
              path={row?.path ?? []}
              nodeId={nodeId}
              query={query}
              onTurn={() => {
                setFocused(at);
                turn(row === undefined ? `${item}` : keyOf(item, row.path));
              }}
            />
          );
        })}
      </div>
    </div>
  );
}

interface LineProps {
  readonly id: string;
  readonly start: number;
  readonly isFocused: boolean;
  readonly isCurrent: boolean;
  readonly depth: number;
  readonly name: string | number | undefined;
  /** Undefined while it is not here. */
  readonly value: Json | undefined;
  readonly isOpen: boolean;
  readonly hasError: boolean;
  readonly path: Path;
  readonly nodeId: string | undefined;
  readonly query: string;
  readonly onTurn: () => void;
}

function Line({ id, start, isFocused, isCurrent, depth, name, value, isOpen, hasError, path, nodeId, query, onTurn }: LineProps) {
  const canOpen = value !== undefined && isBranch(value);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names its active line (aria-activedescendant)
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are taken by the tree
    <div
      id={id}
      className={classes['line']}
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={isFocused}
      {...(canOpen ? { 'aria-expanded': isOpen } : {})}
      data-current={isCurrent || undefined}
      data-failed={hasError || undefined}
      style={{ transform: `translateY(${start}px)`, paddingLeft: 8 + depth * 14 }}
      onClick={canOpen ? onTurn : undefined}
      {...dragProps(nodeId, path)}
    >
      <span className={classes['toggle']} data-open={isOpen || undefined}>
        {canOpen && <IconChevronRight size={13} aria-hidden="true" />}
      </span>
      {name !== undefined && (
        <span className={classes['name']} data-kind={typeof name === 'number' ? 'index' : 'key'}>
          <MarkedText text={String(name)} query={query} />
        </span>
      )}
      {value === undefined ? (
        <span className={classes['waiting']} />
      ) : canOpen ? (
        <span className={classes['summary']}>{isOpen ? summaryOf(value) : `${summaryOf(value)} ${shortText(value)}`}</span>
      ) : (
        <span data-kind={valueKind(value)}>
          <MarkedText
            text={typeof value === 'string' ? JSON.stringify(value.slice(0, 2000)) : JSON.stringify(value)}
            query={query}
          />
        </span>
      )}
      <span className={classes['actions']}>
        <FieldActions nodeId={nodeId} path={path} value={value} />
      </span>
    </div>
  );
}

function summaryOf(value: Json): string {
  return Array.isArray(value) ? `[${value.length}]` : `{${Object.keys(value as object).length}}`;
}

function valueKind(value: Json): string {
  const kind = kindOf(value);
  return kind === 'boolean' || kind === 'null' ? 'literal' : kind;
}

function keyOf(item: number, path: Path): string {
  return `${item}/${JSON.stringify(path)}`;
}

function without(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const rest = new Set(set);
  rest.delete(key);
  return rest;
}
