import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageLoader } from '../../app/page-loader.tsx';
import { Canvas } from '../../canvas/canvas.tsx';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { blockingError } from '../../queries/blocking-error.ts';
import { useCatalog } from '../../queries/use-catalog.ts';
import { useCan } from '../../queries/use-me.ts';
import { useSaveLayout } from '../../queries/use-save-layout.ts';
import { useWorkflow } from '../../queries/use-workflow.ts';
import { ExecutionLink } from '../../run-dock/execution-link.tsx';
import { RunDock } from '../../run-dock/run-dock.tsx';
import { StepPanel } from '../../step-panel/step-panel.tsx';
import { IssueDock } from './issue-dock.tsx';
import { WorkflowBar } from './workflow-bar.tsx';
import classes from './workflow-page.module.css';

/** A workflow on its canvas: the draft, its issues, and the run that was started here. What is looked at stands in the address. */
export function WorkflowPage() {
  const { t } = useTranslation();
  const { workflowId } = useParams({ from: '/house/workflows/$workflowId' });
  const { run, node, welcome } = useSearch({ from: '/house/workflows/$workflowId' });
  const navigate = useNavigate({ from: '/workflows/$workflowId' });
  const workflow = useWorkflow(workflowId);
  const catalog = useCatalog();
  const saveLayout = useSaveLayout(workflowId);
  const canBuild = useCan('builder');
  const [areIssuesShown, showIssues] = useState(false);

  const select = useCallback(
    (id: string | undefined) => void navigate({ search: (current) => ({ ...current, node: id }), replace: true }),
    [navigate],
  );
  const showRun = (executionId: string | undefined) => {
    showIssues(false);
    void navigate({ search: (current) => ({ ...current, run: executionId, welcome: undefined }), replace: true });
  };

  const failure = blockingError(workflow, catalog);
  if (failure !== undefined) {
    return (
      <div className={classes['failure']}>
        <ProblemPanel error={failure} onRetry={() => Promise.all([workflow.refetch(), catalog.refetch()])} />
      </div>
    );
  }
  if (workflow.data === undefined || catalog.data === undefined) return <PageLoader />;
  const { document, issues } = workflow.data;

  return (
    <div className={classes['page']} data-panel={node !== undefined || undefined}>
      <WorkflowBar
        workflow={workflow.data}
        catalog={catalog.data}
        isWelcome={welcome === true && run === undefined}
        onRun={showRun}
        onIssues={() => showIssues((shown) => !shown)}
      />
      <div className={classes['canvas']}>
        <Canvas
          document={document}
          catalog={catalog.data}
          issues={issues}
          executionId={run}
          selectedId={node}
          onSelect={select}
          onMove={canBuild ? saveLayout : undefined}
        />
      </div>
      {areIssuesShown && issues.length > 0 && <IssueDock issues={issues} onShow={select} onClose={() => showIssues(false)} />}
      {!areIssuesShown && run !== undefined && (
        <RunDock executionId={run} document={document} onShowNode={select} onClose={() => showRun(undefined)}>
          <ExecutionLink executionId={run}>{t('run.open')}</ExecutionLink>
        </RunDock>
      )}
      {node !== undefined && document.nodes[node] !== undefined && (
        <StepPanel
          key={`${node} ${run ?? ''}`}
          document={document}
          catalog={catalog.data}
          nodeId={node}
          executionId={run}
          issues={issues}
          onClose={() => select(undefined)}
        />
      )}
    </div>
  );
}
