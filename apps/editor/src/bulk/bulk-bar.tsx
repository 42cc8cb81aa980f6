import '@mantine/core/styles/Checkbox.css';
import { Button, Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOfError } from '../api/api-error.ts';
import classes from './bulk-bar.module.css';
import { BulkOutcome } from './bulk-outcome.tsx';
import type { Bulk } from './use-bulk.ts';
import type { ListChoice } from './use-list-choice.ts';

interface BulkBarProps<T> {
  readonly choice: ListChoice<T>;
  /** Whether more fit than can be ticked yet. */
  readonly hasMore: boolean;
  readonly bulk: Bulk<T>;
  /** How one is called where it is said to have failed. */
  readonly nameOf: (item: T) => string;
  /** What stands there while nothing is ticked. */
  readonly hint: string;
  /** What can be done to what is ticked. */
  readonly children: ReactNode;
}

/** The head of a list whose rows can be ticked: how many are, what can be done to them, and how far that is. */
export function BulkBar<T>({ choice, hasMore, bulk, nameOf, hint, children }: BulkBarProps<T>) {
  const { t } = useTranslation();
  const { state } = bulk;
  const { selection, known, gathered } = choice;
  const count = known.length;
  const size = selection.ids.size;
  const isAll = size > 0 && size === count;
  const isGathering = gathered.found !== undefined;
  const text = isAll && gathered.items !== undefined ? 'bulk.selectedAll' : 'bulk.selected';
  const none = () => {
    selection.none();
    gathered.clear();
  };
  return (
    <section className={classes['bar']} aria-label={t('bulk.label')}>
      <div className={classes['line']}>
        <Checkbox
          size="xs"
          checked={isAll}
          indeterminate={size > 0 && !isAll}
          onChange={() => (isAll ? none() : selection.all())}
          aria-label={t('bulk.all')}
          disabled={count === 0}
        />
        <span className={classes['text']} aria-live="polite">
          {isGathering ? t('bulk.gathering', { count: gathered.found }) : size === 0 ? hint : t(text, { count: size })}
        </span>
        {isGathering && (
          <Button variant="default" size="compact-xs" onClick={gathered.clear}>
            {t('bulk.stop')}
          </Button>
        )}
        {size > 0 && state === undefined && !isGathering && (
          <span className={classes['actions']}>
            {hasMore && isAll && gathered.items === undefined && (
              <Button variant="default" size="compact-xs" onClick={() => void gathered.start()}>
                {t('bulk.allMatching')}
              </Button>
            )}
            {children}
            <Button variant="subtle" color="gray" size="compact-xs" onClick={none}>
              {t('bulk.none')}
            </Button>
          </span>
        )}
      </div>
      {gathered.error !== undefined && (
        <p className={classes['outcome']} role="alert">
          {t('bulk.notGathered', { reason: problemOfError(gathered.error).detail })}
        </p>
      )}
      {state !== undefined && <BulkOutcome bulk={bulk} state={state} nameOf={nameOf} />}
    </section>
  );
}
