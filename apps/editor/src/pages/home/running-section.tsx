import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { StatusIcon } from '../../parts/status-icon.tsx';
import { countText, useExecutionSample } from '../../queries/use-execution-sample.ts';
import classes from './home-rows.module.css';
import { HomeSection } from './home-section.tsx';

const SHOWN = 6;

/** What is under way at this moment. */
export function RunningSection() {
  const { t } = useTranslation();
  const running = useExecutionSample({ status: 'queued,running' });
  const items = running.data?.items ?? [];
  return (
    <HomeSection
      title={t('home.running')}
      count={countText(running.data)}
      link={
        <Link to="/executions" search={{ status: 'running' }}>
          {t('home.allRunning')}
        </Link>
      }
      query={running}
      isEmpty={items.length === 0}
      emptyText={t('home.nothingRuns')}
    >
      <ul className={classes['rows']}>
        {items.slice(0, SHOWN).map((execution) => (
          <li key={execution.id}>
            <Link to="/executions/$executionId" params={{ executionId: execution.id }} className={classes['row']}>
              <StatusIcon status={execution.status} size={22} />
              <span className={classes['main']}>
                <span className={classes['name']}>{execution.workflowName}</span>
                <span className={classes['detail']}>
                  {t(`status.${execution.status}`)} · {t(`mode.${execution.mode}`)}
                </span>
              </span>
              <span className={classes['fact']}>
                <RelativeTime at={execution.startedAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </HomeSection>
  );
}
