import '@mantine/core/styles/Progress.css';
import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { problemOfError } from '../api/api-error.ts';
import classes from './bulk-bar.module.css';
import type { Bulk, BulkState } from './use-bulk.ts';

const SHOWN = 5;

interface BulkOutcomeProps<T> {
  readonly bulk: Bulk<T>;
  readonly state: BulkState<T>;
  readonly nameOf: (item: T) => string;
}

/** How far a bulk action is, with a way to stop it; and when not all went well, what did not and why. */
export function BulkOutcome<T>({ bulk, state, nameOf }: BulkOutcomeProps<T>) {
  const { t } = useTranslation();
  const { title, sayOutcome, total, settled, isStopping, result } = state;
  if (result === undefined) {
    return (
      <div className={classes['progress']} role="status">
        <span className={classes['text']}>
          {title} · {t('bulk.progress', { settled, total })}
        </span>
        <Progress
          value={total === 0 ? 100 : (100 * settled) / total}
          className={classes['track'] ?? ''}
          aria-label={title}
          size="sm"
          animated
        />
        <Button variant="default" size="compact-xs" onClick={bulk.stop} loading={isStopping}>
          {t('bulk.stop')}
        </Button>
      </div>
    );
  }
  const { done, failed, left } = result;
  return (
    <div className={classes['outcome']} role="alert">
      <span>
        {sayOutcome({ done: done.length, total })}
        {left.length > 0 && ` ${t('bulk.left', { count: left.length })}`}
      </span>
      {failed.length > 0 && (
        <ul>
          {failed.slice(0, SHOWN).map(({ item, error }) => (
            <li key={nameOf(item)}>
              <strong>{nameOf(item)}</strong> {problemOfError(error).detail}
            </li>
          ))}
          {failed.length > SHOWN && <li>{t('bulk.moreFailed', { count: failed.length - SHOWN })}</li>}
        </ul>
      )}
      <Button variant="default" size="compact-xs" onClick={bulk.clear}>
        {t('bulk.dismiss')}
      </Button>
    </div>
  );
}
