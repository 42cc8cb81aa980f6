import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../parts/copy-button.tsx';
import { CutNote } from './cut-note.tsx';
import { DownloadItems } from './download-items.tsx';
import { FilesView } from './files-view.tsx';
import { type DataItem, type ItemSource, listSource } from './item-source.ts';
import classes from './items-view.module.css';
import { JsonTree } from './json-tree.tsx';
import { SchemaView } from './schema-view.tsx';
import { SearchBox } from './search-box.tsx';
import { TableView } from './table-view.tsx';
import { HtmlView, TextView } from './text-views.tsx';
import { useSearch } from './use-search.ts';
import { useSource } from './use-source.ts';
import { useViewMode, type ViewMode } from './view-mode.ts';
import { viewsOf } from './views-of.ts';

/** What the views on offer follow from, and what is copied whole. */
const SAMPLE = 50;
const MOST_COPIED = 1000;

interface ItemsViewProps {
  /** Items that are all here; or `source`. */
  readonly items?: readonly DataItem[];
  readonly source?: ItemSource;
  /** All there are, when `items` are the first of them: then they are not for download. */
  readonly total?: number | undefined;
  readonly label: string;
  /** The node that gave the items out: their fields can then be put into parameters. */
  readonly nodeId?: string | undefined;
  /** Stands at the right of the bar: what can be done with the items. */
  readonly actions?: ReactNode;
  /** Stands at the left of the bar: which port, which iteration. */
  readonly children?: ReactNode;
}

/** Items as what they are: a table, a tree, their fields, a text, a page, files. Searched, copied, downloaded. */
export function ItemsView({ items, source: given, total, label, nodeId, actions, children }: ItemsViewProps) {
  const { t } = useTranslation();
  const own = useMemo(() => listSource(items ?? []), [items]);
  const source = given ?? own;
  useSource(source);
  const [text, setText] = useState('');
  const [position, setPosition] = useState(0);
  const search = useSearch(source, text);
  const { chosen, choose } = useViewMode();
  const sample = Array.from({ length: Math.min(SAMPLE, source.total) }, (_, index) => source.at(index)).filter(
    (item) => item !== undefined,
  );
  useEffect(() => source.want(0, SAMPLE), [source]);
  const { modes, best } = viewsOf(sample, source.total);
  const mode = chosen !== undefined && modes.includes(chosen) ? chosen : best;
  const current = search.matches[Math.min(position, search.matches.length - 1)];
  const view = { source, label, nodeId, query: search.query, current };
  const isHere = sample.length === source.total;

  return (
    <div className={classes['data']}>
      <div className={classes['bar']}>
        {children}
        <span className={classes['count']}>{t('data.items', { count: total ?? source.total })}</span>
        {actions}
        {isHere && total === undefined && <CopyButton value={copyOf(sample)} label={t('data.copy')} />}
        {total === undefined && <DownloadItems source={source} name={label} />}
      </div>
      <div className={classes['bar']} data-second="true">
        <SegmentedControl
          size="xs"
          value={mode}
          // One of those that it was given.
          onChange={(value) => choose(value as ViewMode)}
          data={modes.map((value) => ({ value, label: t(`data.${value}`) }))}
          aria-label={t('data.mode')}
        />
        <SearchBox
          text={text}
          onText={(next) => {
            setText(next);
            setPosition(0);
          }}
          search={search}
          total={source.total}
          position={position}
          onPosition={setPosition}
        />
      </div>
      <CutNote items={sample} />
      <div className={classes['view']}>
        {mode === 'table' && <TableView {...view} />}
        {mode === 'json' && <JsonTree {...view} />}
        {mode === 'schema' && <SchemaView {...view} />}
        {mode === 'text' && <TextView {...view} />}
        {mode === 'html' && <HtmlView {...view} />}
        {mode === 'files' && <FilesView {...view} />}
      </div>
    </div>
  );
}

function copyOf(items: readonly DataItem[]): string {
  const values = items.slice(0, MOST_COPIED).map(({ json }) => json);
  return JSON.stringify(values.length === 1 ? values[0] : values, null, 2);
}
