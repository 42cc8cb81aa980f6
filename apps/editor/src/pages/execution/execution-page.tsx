import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../actions/use-actions.ts';
import { PageLoader } from '../../app/page-loader.tsx';
import { Canvas } from '../../canvas/canvas.tsx';
import { IconArrowLeft, IconRefresh, IconSitemap } from '../../parts/icons.ts';
import { usePreload } from '../../parts/late.tsx';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { usePersonNames } from '../../people/use-person-names.ts';
import { blockingError } from '../../queries/blocking-error.ts';
import { useCatalog } from '../../queries/use-catalog.ts';
import { type ExecutionDetail, useExecution, useExecutionDocument } from '../../queries/use-execution.ts';
import { RunDock } from '../../run-dock/late-run-dock.ts';
import { StepPanel } from '../../step-panel/late-step-panel.ts';
import { useRegions } from '../workflow/use-regions.ts';
import barClasses from '../workflow/workflow-bar.module.css';
import headingClasses from '../workflow/workflow-heading.module.css';
import classes from '../workflow/workflow-page.module.css';
import { ReplayButton } from './replay-button.tsx';
import { RetryButton, useRetry } from './retry-button.tsx';

/** A run on the canvas of the version that it ran. */
export function ExecutionPage() {
  const { t } = useTranslation();
  const { executionId } = useParams({ from: '/house/executions/$executionId' });
  const { node } = useSearch({ from: '/house/executions/$executionId' });
  const navigate = useNavigate({ from: '/executions/$executionId' });
  const execution = useExecution(executionId);
  const document = useExecutionDocument(executionId);
  const catalog = useCatalog();
  usePreload(RunDock, StepPanel);
  const select = useCallback(
    (id: string | undefined) => void navigate({ search: id === undefined ? {} : { node: id }, replace: true }),
    [navigate],
  );

  useRegions(node, select);

  const failure = blockingError(execution, document, catalog);
  if (failure !== undefined) {
    return (
      <div className={classes['failure']}>
        <ProblemPanel
          isPage
          error={failure}
          onRetry={() => Promise.all([execution.refetch(), document.refetch(), catalog.refetch()])}
        >
          <Button component={Link} to="/executions" variant="default" size="xs">
            {t('execution.back')}
          </Button>
        </ProblemPanel>
      </div>
    );
  }
  if (execution.data === undefined || document.data === undefined || catalog.data === undefined) return <PageLoader />;

  return (
    <div className={classes['page']}>
      <ExecutionBar execution={execution.data} />
      <div className={classes['canvas']}>
        <Canvas document={document.data} catalog={catalog.data} executionId={executionId} selectedId={node} onSelect={select} />
      </div>
      <RunDock executionId={executionId} document={document.data} onShowNode={select} />
      {node !== undefined && (
        <StepPanel
          key={node}
          document={document.data}
          catalog={catalog.data}
          nodeId={node}
          executionId={executionId}
          onClose={() => select(undefined)}
        />
      )}
    </div>
  );
}

function StartedBy({ did }: { readonly did: string }) {
  const { t } = useTranslation();
  const who = usePersonNames([did])(did);
  return <span title={did}> · {t('execution.startedBy', { who })}</span>;
}

function ExecutionBar({ execution }: { readonly execution: ExecutionDetail }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const retry = useRetry(execution);
  const group = t('palette.run');
  useActions([
    { id: 'retry', title: t('executions.retry'), group, icon: IconRefresh, disabled: retry.reason, run: retry.run },
    {
      id: 'openWorkflow',
      title: t('execution.openWorkflow'),
      group,
      icon: IconSitemap,
      run: () => navigate({ to: '/workflows/$workflowId', params: { workflowId: execution.workflowId } }),
    },
  ]);
  return (
    <header className={barClasses['bar']}>
      <Tooltip label={t('execution.back')}>
        <ActionIcon component={Link} to="/executions" variant="subtle" color="gray" aria-label={t('execution.back')}>
          <IconArrowLeft size={18} />
        </ActionIcon>
      </Tooltip>
      <div className={headingClasses['heading']}>
        <h1 className={headingClasses['name']}>{execution.workflowName}</h1>
        <p className={headingClasses['description']}>
          {t(`mode.${execution.mode}`)} · <RelativeTime at={execution.startedAt} /> ·{' '}
          {t('execution.version', { version: execution.version.slice(0, 8) })}
          {execution.startedBy !== null && <StartedBy did={execution.startedBy} />}
        </p>
      </div>
      <RetryButton execution={execution} />
      <ReplayButton execution={execution} />
      <Button component={Link} to={`/workflows/${execution.workflowId}`} variant="default">
        {t('execution.openWorkflow')}
      </Button>
    </header>
  );
}
