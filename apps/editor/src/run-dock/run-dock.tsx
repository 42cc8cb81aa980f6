import { ActionIcon, Button } from '@mantine/core';
import { isFinal, type WorkflowDocument } from '@sluice/protocol';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../actions/use-actions.ts';
import { useRun } from '../app/runs.ts';
import { formatDuration } from '../format/format-duration.ts';
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconX } from '../parts/icons.ts';
import { ConfirmDialog } from '../parts/late-confirm-dialog.ts';
import { ProblemPanel } from '../parts/problem-panel.tsx';
import { StatusBadge } from '../parts/status-badge.tsx';
import { blockingError } from '../queries/blocking-error.ts';
import { type ExecutionDetail, useExecution } from '../queries/use-execution.ts';
import { useExecutionControl } from '../queries/use-execution-control.ts';
import { useCan } from '../queries/use-me.ts';
import { useLacksCancel } from '../queries/use-right.ts';
import classes from './run-dock.module.css';
import { RunOutcome } from './run-outcome.tsx';

interface RunDockProps {
  readonly executionId: string;
  readonly document: WorkflowDocument;
  readonly onShowNode: (nodeId: string) => void;
  readonly onClose?: () => void;
  /** Stands at the end of the bar: where else one can go. */
  readonly children?: ReactNode;
}

/** The strip under the canvas: how the run goes and what came of it. The timeline of time travel will stand here too. */
export function RunDock({ executionId, document, onShowNode, onClose, children }: RunDockProps) {
  const { t } = useTranslation();
  const { view, error } = useRun(executionId);
  const execution = useExecution(executionId);
  const status = view?.status ?? execution.data?.status;
  const seq = Math.max(view?.seq ?? 0, execution.data?.lastSeq ?? 0);
  // Either is right for the moment when it was asked for; a run may end between the two.
  const { refetch, dataUpdatedAt } = execution;
  const isBehind = view !== undefined && isFinal(view.status) && execution.data !== undefined && !isFinal(execution.data.status);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each answer that is behind
  useEffect(() => {
    if (isBehind) void refetch();
  }, [isBehind, dataUpdatedAt, refetch]);
  // The state of one that cannot go on may be out of reach too; its waits say why.
  const failure = isBlocked(execution.data) ? undefined : blockingError({ data: view, error: error ?? null }, execution);

  return (
    <section className={classes['dock']} aria-label={t('run.label')}>
      <header className={classes['bar']}>
        <span aria-live="polite">{status !== undefined && <StatusBadge status={status} />}</span>
        {execution.data !== undefined && <Duration execution={execution.data} />}
        <span className={classes['fact']}>{t('run.events', { count: seq })}</span>
        <span className={classes['space']} />
        {status !== undefined && !isFinal(status) && <Controls executionId={executionId} execution={execution.data} />}
        {children}
        {onClose !== undefined && (
          <ActionIcon variant="subtle" color="gray" onClick={onClose} aria-label={t('run.close')}>
            <IconX size={18} />
          </ActionIcon>
        )}
      </header>
      <div className={classes['body']}>
        {failure !== undefined && <ProblemPanel error={failure} onRetry={() => execution.refetch()} />}
        {execution.data !== undefined && failure === undefined && (
          <RunOutcome
            execution={execution.data}
            status={status ?? execution.data.status}
            view={view}
            document={document}
            onShowNode={onShowNode}
          />
        )}
      </div>
    </section>
  );
}

function Duration({ execution }: { readonly execution: ExecutionDetail }) {
  if (execution.endedAt === null) return null;
  return (
    <span className={classes['fact']}>{formatDuration(Date.parse(execution.endedAt) - Date.parse(execution.startedAt))}</span>
  );
}

interface ControlsProps {
  readonly executionId: string;
  /** Undefined while it is not known yet. */
  readonly execution: ExecutionDetail | undefined;
}

function Controls({ executionId, execution }: ControlsProps) {
  const { t } = useTranslation();
  const canOperate = useCan('operator');
  const lacksCancel = useLacksCancel(execution);
  const control = useExecutionControl(executionId);
  const [isAsking, setAsking] = useState(false);
  const paused = isPaused(execution);
  const common = { variant: 'default', size: 'xs' } as const;
  const lacksOperate = canOperate ? undefined : t('role.mayNotOperate');
  const turn = () => control.mutate(paused ? 'resume' : 'pause');
  const cancel = () => {
    setAsking(false);
    control.mutate('cancel');
  };
  const group = t('palette.run');
  useActions([
    {
      id: 'pauseRun',
      title: t(paused ? 'action.resumeRun' : 'action.pauseRun'),
      group,
      icon: paused ? IconPlayerPlay : IconPlayerPause,
      disabled: lacksOperate,
      run: turn,
    },
    {
      id: 'cancelRun',
      title: t('action.cancelRun'),
      group,
      icon: IconPlayerStop,
      disabled: lacksCancel,
      run: () => setAsking(true),
    },
  ]);
  return (
    <>
      <Button
        {...common}
        disabled={!canOperate}
        title={lacksOperate}
        leftSection={paused ? <IconPlayerPlay size={14} /> : <IconPlayerPause size={14} />}
        loading={control.isPending && control.variables !== 'cancel'}
        onClick={turn}
      >
        {t(paused ? 'run.resume' : 'run.pause')}
      </Button>
      <Button
        {...common}
        disabled={lacksCancel !== undefined}
        title={lacksCancel}
        leftSection={<IconPlayerStop size={14} />}
        loading={control.isPending && control.variables === 'cancel'}
        onClick={() => setAsking(true)}
      >
        {t('run.cancel')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('executions.cancelTitle', { count: 1 })}
          text={t('executions.cancelText', { count: 1, names: execution?.workflowName ?? '' })}
          action={t('executions.cancelDo', { count: 1 })}
          onConfirm={cancel}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function isBlocked(execution: ExecutionDetail | undefined): boolean {
  return execution?.waits.some(({ wait }) => wait.kind === 'blocked') ?? false;
}

/** Resuming one that is blocked tries it again. */
function isPaused(execution: ExecutionDetail | undefined): boolean {
  return execution?.waits.some(({ wait }) => wait.kind === 'paused' || wait.kind === 'blocked') ?? false;
}
