import '@mantine/core/styles/Checkbox.css';
import { Button, Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './bulk-bar.module.css';
import { BulkOutcome } from './bulk-outcome.tsx';
import type { Bulk } from './use-bulk.ts';
import type { Selection } from './use-selection.ts';

interface BulkBarProps<T> {
  readonly selection: Selection;
  /** How many the list holds. */
  readonly count: number;
  readonly bulk: Bulk<T>;
  /** How one is called where it is said to have failed. */
  readonly nameOf: (item: T) => string;
  /** What stands there while nothing is ticked. */
  readonly hint: string;
  /** What can be done to what is ticked. */
  readonly children: ReactNode;
}

/** The head of a list whose rows can be ticked: how many are, what can be done to them, and how far that is. */
export function BulkBar<T>({ selection, count, bulk, nameOf, hint, children }: BulkBarProps<T>) {
  const { t } = useTranslation();
  const { state } = bulk;
  const size = selection.ids.size;
  return (
    <section className={classes['bar']} aria-label={t('bulk.label')}>
      <div className={classes['line']}>
        <Checkbox
          size="xs"
          checked={size > 0 && size === count}
          indeterminate={size > 0 && size < count}
          onChange={() => (size === count ? selection.none() : selection.all())}
          aria-label={t('bulk.all')}
          disabled={count === 0}
        />
        <span className={classes['text']} aria-live="polite">
          {size === 0 ? hint : t('bulk.selected', { count: size })}
        </span>
        {size > 0 && state === undefined && (
          <span className={classes['actions']}>
            {children}
            <Button variant="subtle" color="gray" size="compact-xs" onClick={selection.none}>
              {t('bulk.none')}
            </Button>
          </span>
        )}
      </div>
      {state !== undefined && <BulkOutcome bulk={bulk} state={state} nameOf={nameOf} />}
    </section>
  );
}
