import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOfError } from '../api/api-error.ts';
import { sayProblem } from '../i18n/say-problem.ts';
import { IconAlertCircle, IconRefresh } from './icons.ts';
import classes from './problem-panel.module.css';

interface ProblemPanelProps {
  /** Whatever was thrown; an `ApiError` shows its problem document. */
  readonly error: unknown;
  /** Where the panel is all that the page has. */
  readonly isPage?: boolean;
  readonly onRetry?: () => void;
  /** Further ways out, after the retry button. */
  readonly children?: ReactNode;
}

/** The one way in which a failed request is shown: what happened, what to try, the code and the request's id. */
export function ProblemPanel({ error, isPage = false, onRetry, children }: ProblemPanelProps) {
  const { t } = useTranslation();
  const problem = problemOfError(error);
  const Title = isPage ? 'h1' : 'strong';
  return (
    <div className={classes['panel']} role="alert">
      <IconAlertCircle size={20} stroke={1.75} className={classes['icon']} aria-hidden="true" />
      <div className={classes['body']}>
        <Title className={classes['title']}>{problem.title}</Title>
        <p className={classes['detail']}>{problem.detail}</p>
        <p className={classes['hint']}>{problem.hint}</p>
        {problem.issues !== undefined && problem.issues.length > 0 && (
          <ul className={classes['issues']}>
            {problem.issues.map((issue) => (
              <li key={`${issue.code} ${issue.nodeId ?? ''} ${issue.param ?? ''} ${issue.message}`}>
                {issue.nodeId !== undefined && <code>{issue.nodeId}</code>} {sayProblem(issue.message)}
              </li>
            ))}
          </ul>
        )}
        {(onRetry !== undefined || children !== undefined) && (
          <div className={classes['actions']}>
            {onRetry !== undefined && (
              <Button variant="default" size="xs" leftSection={<IconRefresh size={14} />} onClick={onRetry}>
                {t('problem.retry')}
              </Button>
            )}
            {children}
          </div>
        )}
        <p className={classes['code']}>
          {problem.code}
          {problem.requestId !== undefined && ` · ${t('problem.requestId', { id: problem.requestId })}`}
        </p>
      </div>
    </div>
  );
}
