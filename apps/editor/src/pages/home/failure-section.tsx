import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayProblem } from '../../i18n/say-problem.ts';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { StatusIcon } from '../../parts/status-icon.tsx';
import { countText, useExecutionSample } from '../../queries/use-execution-sample.ts';
import { RetryButton } from '../execution/retry-button.tsx';
import { groupFailures } from './group-failures.ts';
import classes from './home-rows.module.css';
import { HomeSection } from './home-section.tsx';

const LATELY_MS = 7 * 86_400_000;
const SHOWN = 6;

/** What failed in the last seven days, by workflow: how often, and why the last time, with a way to the step. */
export function FailureSection() {
  const { t } = useTranslation();
  const [from] = useState(() => new Date(Date.now() - LATELY_MS).toISOString());
  const failed = useExecutionSample({ status: 'failed', from });
  const groups = groupFailures(failed.data?.items ?? []);
  return (
    <HomeSection
      title={t('home.failed')}
      count={countText(failed.data)}
      link={
        <Link to="/executions" search={{ status: 'failed' }}>
          {t('home.allFailed')}
        </Link>
      }
      query={failed}
      isEmpty={groups.length === 0}
      emptyText={t('home.nothingFailed')}
    >
      <ul className={classes['rows']}>
        {groups.slice(0, SHOWN).map(({ workflowId, count, newest }) => (
          <li key={workflowId} className={classes['card']}>
            <StatusIcon status="failed" size={22} />
            <div className={classes['main']}>
              <span className={classes['head']}>
                <Link to="/executions" search={{ status: 'failed', workflowId }}>
                  {newest.workflowName}
                </Link>
                <span className={classes['fact']}>
                  {t('home.failures', { count })} · <RelativeTime at={newest.startedAt} />
                </span>
              </span>
              <Link
                to="/executions/$executionId"
                params={{ executionId: newest.id }}
                search={newest.error?.nodeId === undefined ? {} : { node: newest.error.nodeId }}
                className={classes['cause']}
              >
                {newest.error?.nodeId !== undefined && (
                  <span className={classes['node']}>{newest.error.nodeName ?? newest.error.nodeId}</span>
                )}{' '}
                {newest.error === null ? t('status.failed') : sayProblem(newest.error.message)}
              </Link>
              <div className={classes['actions']}>
                <RetryButton execution={newest} size="xs" />
              </div>
            </div>
          </li>
        ))}
      </ul>
    </HomeSection>
  );
}
