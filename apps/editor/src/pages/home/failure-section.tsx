import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../actions/use-actions.ts';
import { useFocusedRow } from '../../bulk/use-focused-row.ts';
import { sayProblem } from '../../i18n/say-problem.ts';
import { IconRefresh } from '../../parts/icons.ts';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { StatusIcon } from '../../parts/status-icon.tsx';
import { countText, useExecutionSample } from '../../queries/use-execution-sample.ts';
import type { ExecutionSummary } from '../../queries/use-executions.ts';
import { RetryButton, useRetry } from '../execution/retry-button.tsx';
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
  const { focused, listProps } = useFocusedRow(groups, ({ workflowId }) => workflowId);
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
      {focused !== undefined && <RetryAction execution={focused.newest} />}
      <ul className={classes['rows']} {...listProps}>
        {groups.slice(0, SHOWN).map(({ workflowId, count, newest }, at) => (
          <li key={workflowId} className={classes['card']} aria-posinset={at + 1} aria-setsize={Math.min(groups.length, SHOWN)}>
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

/** The palette runs again what failed where the focus is. */
function RetryAction({ execution }: { readonly execution: ExecutionSummary }) {
  const { t } = useTranslation();
  const { run, reason } = useRetry(execution);
  useActions([
    {
      id: 'home.retry',
      title: t('rows.one', { action: t('executions.retry'), name: execution.workflowName }),
      group: t('rows.group'),
      icon: IconRefresh,
      disabled: reason,
      run,
    },
  ]);
  return null;
}
