import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '../../format/format-duration.ts';
import { sayProblem } from '../../i18n/say-problem.ts';
import { uiLocale } from '../../i18n/ui-locale.ts';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { StatusIcon } from '../../parts/status-icon.tsx';
import { usePersonNames } from '../../people/use-person-names.ts';
import type { ExecutionSummary } from '../../queries/use-executions.ts';
import { ExecutionMenu } from './execution-menu.tsx';
import classes from './execution-row.module.css';
import type { ExecutionActions } from './use-execution-actions.tsx';

interface ExecutionRowProps {
  readonly execution: ExecutionSummary;
  readonly isTicked: boolean;
  readonly onToggle: (isRange: boolean) => void;
  readonly actions: ExecutionActions;
}

/** One run: how it stands and why, what it ran, when and for how long, and what can be done to it. */
export function ExecutionRow({ execution, isTicked, onToggle, actions }: ExecutionRowProps) {
  const { t } = useTranslation();
  return (
    <div className={classes['line']} data-ticked={isTicked || undefined}>
      <Checkbox
        size="xs"
        checked={isTicked}
        // A change of a box comes from a click, which knows the keys that were held.
        onChange={(event) => onToggle((event.nativeEvent as MouseEvent).shiftKey === true)}
        aria-label={t('bulk.one', {
          name: `${execution.workflowName}, ${new Date(execution.startedAt).toLocaleString(uiLocale())}`,
        })}
      />
      <Link to="/executions/$executionId" params={{ executionId: execution.id }} className={classes['row']}>
        <StatusIcon status={execution.status} size={24} />
        <span className={classes['main']}>
          <span className={classes['name']}>{execution.workflowName}</span>
          <span className={classes['detail']} data-failed={execution.status === 'failed' || undefined}>
            {t(`status.${execution.status}`)}
            {reasonOf(execution, t)}
          </span>
        </span>
        <span className={classes['mode']}>
          {t(`mode.${execution.mode}`)}
          {execution.startedBy !== null && <Starter did={execution.startedBy} />}
        </span>
        <span className={classes['fact']}>
          <RelativeTime at={execution.startedAt} />
        </span>
        <span className={classes['duration']}>
          {execution.endedAt === null ? '' : formatDuration(Date.parse(execution.endedAt) - Date.parse(execution.startedAt))}
        </span>
      </Link>
      <ExecutionMenu execution={execution} actions={actions} />
    </div>
  );
}

function Starter({ did }: { readonly did: string }) {
  return (
    <span className={classes['starter']} title={did}>
      {usePersonNames([did])(did)}
    </span>
  );
}

function reasonOf(execution: ExecutionSummary, t: ReturnType<typeof useTranslation>['t']): string {
  if (execution.error !== null) {
    const place = execution.error.nodeId === undefined ? '' : `${execution.error.nodeName ?? execution.error.nodeId}: `;
    return ` · ${place}${sayProblem(execution.error.message)}`;
  }
  const [first] = execution.waits;
  if (first === undefined) return '';
  const { node, nodeName, wait } = first;
  if (wait.kind === 'blocked') return ` · ${t('executions.waits.blocked', { message: sayProblem(wait.message) })}`;
  return ` · ${t(`executions.waits.${wait.kind}`, { node: nodeName ?? node })}`;
}
