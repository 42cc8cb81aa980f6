import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sayProblem } from '../i18n/say-problem.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { HintText } from '../parts/hint-text.tsx';
import { RelativeTime } from '../parts/relative-time.tsx';
import type { ExecutionDetail } from '../queries/use-execution.ts';
import { AnswerWait } from './answer-wait.tsx';
import classes from './wait-list.module.css';

type Wait = Exclude<ExecutionDetail['waits'][number]['wait'], { kind: 'doubt' }>;

/** What an execution waits for, in words, with what helps to end the wait. */
export function WaitReason({ executionId, wait }: { readonly executionId: string; readonly wait: Wait }) {
  const { t } = useTranslation();
  switch (wait.kind) {
    case 'time':
      return (
        <p>
          {t('waits.time')} <RelativeTime at={wait.dueAt} />
        </p>
      );
    case 'retry':
      return (
        <p>
          {t('waits.retry')} <RelativeTime at={wait.dueAt} />
        </p>
      );
    case 'paused':
      return <p>{t('waits.paused')}</p>;
    case 'execution':
      return (
        <p>
          {t('waits.execution')}{' '}
          <Link to="/executions/$executionId" params={{ executionId: wait.executionId }}>
            {t('waits.openExecution')}
          </Link>
        </p>
      );
    case 'blocked':
      return (
        <>
          <p>{t('waits.blocked', { message: sayProblem(wait.message) })}</p>
          <p className={classes['note']}>
            <HintText hint={wait.hint} />
          </p>
        </>
      );
    case 'resume':
      return <ResumeLink executionId={executionId} token={wait.token} note={wait.note} dueAt={wait.dueAt} />;
  }
}

function ResumeLink({
  executionId,
  token,
  note,
  dueAt,
}: {
  readonly executionId: string;
  /** Undefined for those who may not follow the link. */
  readonly token: string | undefined;
  readonly note: string | undefined;
  readonly dueAt: number | undefined;
}) {
  const { t } = useTranslation();
  const link = token === undefined ? undefined : new URL(`/hooks/~resume/${token}`, window.location.href).href;
  return (
    <>
      <p>{note ?? t('waits.resume')}</p>
      <AnswerWait executionId={executionId} token={token} />
      {link !== undefined && (
        <span className={classes['link']}>
          <code>{link}</code>
          <CopyButton value={link} label={t('waits.copyLink')} />
        </span>
      )}
      {dueAt !== undefined && (
        <p className={classes['note']}>
          {t('waits.resumeUntil')} <RelativeTime at={dueAt} />
        </p>
      )}
    </>
  );
}
