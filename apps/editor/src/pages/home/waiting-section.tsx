import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFocusedRow } from '../../bulk/use-focused-row.ts';
import { sayProblem } from '../../i18n/say-problem.ts';
import { HintText } from '../../parts/hint-text.tsx';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { StatusIcon } from '../../parts/status-icon.tsx';
import { useExecutionSample } from '../../queries/use-execution-sample.ts';
import type { ExecutionSummary } from '../../queries/use-executions.ts';
import { AnswerWait } from '../../run-dock/answer-wait.tsx';
import { DoubtDecision } from '../../run-dock/doubt-decision.tsx';
import classes from './home-rows.module.css';
import { HomeSection } from './home-section.tsx';
import { waitsForPeople } from './waits-for-people.ts';

const SHOWN = 12;

/** What goes on only when a person decides: resume links, effects in doubt, and what was paused. Each can be decided right here. */
export function WaitingSection() {
  const { t } = useTranslation();
  const parked = useExecutionSample({ status: 'waiting,in-doubt' });
  const waits = waitsForPeople(parked.data?.items ?? []);
  const { focused, listProps } = useFocusedRow(waits, keyOf);
  return (
    <HomeSection
      title={t('home.waiting')}
      count={parked.data === undefined ? undefined : `${waits.length}${parked.data.nextCursor === null ? '' : '+'}`}
      link={
        <Link to="/executions" search={{ status: 'waiting' }}>
          {t('home.allWaiting')}
        </Link>
      }
      query={parked}
      isEmpty={waits.length === 0}
      emptyText={t('home.nothingWaits')}
    >
      <ul className={classes['rows']} {...listProps}>
        {waits.slice(0, SHOWN).map(({ execution, wait }, at) => (
          <li
            key={keyOf({ execution, wait })}
            className={classes['card']}
            aria-posinset={at + 1}
            aria-setsize={Math.min(waits.length, SHOWN)}
          >
            <StatusIcon status={execution.status} size={22} />
            <div className={classes['main']}>
              <span className={classes['head']}>
                <Link to="/executions/$executionId" params={{ executionId: execution.id }} search={{ node: wait.node }}>
                  {execution.workflowName}
                </Link>
                <span className={classes['fact']}>
                  {wait.node !== '' && `${wait.nodeName ?? wait.node} · `}
                  <RelativeTime at={execution.startedAt} />
                </span>
              </span>
              <Decision
                execution={execution}
                wait={wait}
                isMeant={focused !== undefined && keyOf(focused) === keyOf({ execution, wait })}
              />
            </div>
          </li>
        ))}
      </ul>
    </HomeSection>
  );
}

function keyOf({ execution, wait }: ReturnType<typeof waitsForPeople>[number]): string {
  return `${execution.id} ${wait.node} ${wait.scope} ${wait.index}`;
}

function Decision({
  execution,
  wait: { node, scope, index, wait },
  isMeant,
}: {
  readonly isMeant: boolean;
  readonly execution: ExecutionSummary;
  readonly wait: ExecutionSummary['waits'][number];
}) {
  const { t } = useTranslation();
  if (wait.kind === 'doubt')
    return <DoubtDecision executionId={execution.id} doubt={{ node, scope, index }} verb={wait.verb} uri={wait.uri} />;
  if (wait.kind === 'blocked')
    return (
      <>
        <p>{t('waits.blocked', { message: sayProblem(wait.message) })}</p>
        <p>
          <HintText hint={wait.hint} />
        </p>
      </>
    );
  if (wait.kind !== 'resume') return null;
  return (
    <>
      <p>{wait.note ?? t('waits.resumeAnswer')}</p>
      <AnswerWait executionId={execution.id} token={wait.token} isMeant={isMeant} />
    </>
  );
}
