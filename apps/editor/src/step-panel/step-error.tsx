import type { RunError } from '@sluice/protocol';
import { useTranslation } from 'react-i18next';
import { sayProblem } from '../i18n/say-problem.ts';
import { HintText } from '../parts/hint-text.tsx';
import { IconAlertCircle } from '../parts/icons.ts';
import classes from './step-error.module.css';

interface StepErrorProps {
  readonly error: RunError;
  /** Which step it was, where that is not plain from what stands around. */
  readonly title?: string | undefined;
  readonly children?: React.ReactNode;
}

/** Why a step failed: what happened, where, and what to try. */
export function StepError({ error, title, children }: StepErrorProps) {
  const { t } = useTranslation();
  return (
    <div className={classes['error']} role="alert">
      <IconAlertCircle size={18} stroke={1.75} aria-hidden="true" />
      <div>
        {title !== undefined && <p className={classes['title']}>{title}</p>}
        <p className={classes['message']}>{sayProblem(error.message)}</p>
        {error.hint !== undefined && (
          <p className={classes['hint']}>
            <HintText hint={error.hint} />
          </p>
        )}
        <p className={classes['place']}>{placeOf(error, t)}</p>
        {children}
      </div>
    </div>
  );
}

function placeOf(error: RunError, t: ReturnType<typeof useTranslation>['t']): string {
  const parts = [
    error.code,
    error.param === undefined ? '' : t('error.param', { param: error.param }),
    error.line === undefined ? '' : t('error.line', { line: error.line, column: error.column ?? 1 }),
    error.item === undefined ? '' : t('error.item', { item: error.item + 1 }),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}
