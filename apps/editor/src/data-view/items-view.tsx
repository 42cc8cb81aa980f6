import { SegmentedControl } from '@mantine/core';
import type { Json } from '@sluice/protocol';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../parts/copy-button.tsx';
import classes from './items-view.module.css';
import { JsonView } from './json-view.tsx';
import { TableView } from './table-view.tsx';
import { useViewMode } from './view-mode.ts';

interface ItemsViewProps {
  readonly items: readonly { readonly json: Json; readonly error?: { readonly message: string } | undefined }[];
  /** All there are, when not all are loaded. */
  readonly total?: number;
  readonly label: string;
  readonly onEnd?: () => void;
  /** Stands at the right of the bar: what can be done with the items. */
  readonly actions?: ReactNode;
  /** Stands at the left of the bar: which port, which iteration. */
  readonly children?: ReactNode;
}

/** Items as a table or as JSON; the choice is kept while the page is open. */
export function ItemsView({ items, total = items.length, label, onEnd, actions, children }: ItemsViewProps) {
  const { t } = useTranslation();
  const { chosen, choose } = useViewMode();
  const mode = chosen ?? (total > 1 ? 'table' : 'json');
  const values = useMemo(() => items.map(({ json }) => json), [items]);
  const shown = values.length === 1 && total === 1 ? (values[0] ?? null) : values;
  return (
    <div className={classes['data']}>
      <div className={classes['bar']}>
        {children}
        <span className={classes['count']}>{t('data.items', { count: total })}</span>
        {actions}
        <CopyButton value={JSON.stringify(shown, null, 2)} label={t('data.copy')} />
        <SegmentedControl
          size="xs"
          value={mode}
          onChange={(value) => choose(value === 'json' ? 'json' : 'table')}
          data={[
            { value: 'table', label: t('data.table') },
            { value: 'json', label: t('data.json') },
          ]}
          aria-label={t('data.mode')}
        />
      </div>
      <div className={classes['view']}>
        {mode === 'table' ? (
          <TableView items={items} label={label} {...(onEnd === undefined ? {} : { onEnd })} />
        ) : (
          <JsonView value={shown} label={label} />
        )}
      </div>
      {mode === 'json' && items.length < total && onEnd !== undefined && (
        <button type="button" className={classes['more']} onClick={onEnd}>
          {t('data.more', { loaded: items.length, total })}
        </button>
      )}
    </div>
  );
}
