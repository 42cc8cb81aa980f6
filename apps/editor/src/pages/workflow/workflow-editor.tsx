import type { Issue } from '@sluice/protocol';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../actions/use-action.ts';
import { Canvas } from '../../canvas/canvas.tsx';
import { useDraft, useDraftStore } from '../../draft/draft-context.tsx';
import { useDraftActions } from '../../draft/use-draft-actions.ts';
import { useDraftIssues } from '../../draft/use-draft-issues.ts';
import { IconAlertTriangle } from '../../parts/icons.ts';
import { usePreload } from '../../parts/late.tsx';
import { PinActions } from '../../pins/pin-actions.tsx';
import type { NodeCatalog } from '../../queries/use-catalog.ts';
import { useLacksRight } from '../../queries/use-right.ts';
import type { WorkflowDetail } from '../../queries/use-workflow.ts';
import { ExecutionLink } from '../../run-dock/execution-link.tsx';
import { RunDock } from '../../run-dock/late-run-dock.ts';
import { StepPanel } from '../../step-panel/late-step-panel.ts';
import { CanvasGuests } from '../../together/canvas-guests.tsx';
import { ChangeNotice } from '../../together/change-notice.tsx';
import { DeletedNode } from '../../together/deleted-node.tsx';
import { usePageActive } from '../../together/use-page-active.ts';
import { RunningBanner } from '../../versions/running-banner.tsx';
import { IssueDock } from './issue-dock.tsx';
import { useRunActions } from './use-run-actions.ts';
import { WorkflowAids } from './workflow-aids.tsx';
import { WorkflowBar } from './workflow-bar.tsx';
import classes from './workflow-page.module.css';

interface WorkflowEditorProps {
  /** As the engine has it: what is published, what listens. */
  readonly workflow: WorkflowDetail;
  readonly catalog: NodeCatalog;
}

/** A workflow on its canvas: the draft, its issues, and the run that was started here. What is looked at stands in the address. */
export function WorkflowEditor({ workflow, catalog }: WorkflowEditorProps) {
  const { t } = useTranslation();
  const { run, node, welcome } = useSearch({ from: '/house/workflows/$workflowId' });
  const navigate = useNavigate({ from: '/workflows/$workflowId' });
  const store = useDraftStore();
  const document = useDraft((state) => state.document);
  const issues = useDraftIssues(workflow, catalog);
  const readOnlyReason = useLacksRight(workflow.id, 'edit');
  const [areIssuesShown, showIssues] = useState(false);
  const [fault, setFault] = useState<{ readonly nodeId: string; readonly param: string }>();
  useDraftActions(readOnlyReason);
  useAction({
    id: 'issues',
    title: t('action.issues'),
    group: t('palette.view'),
    shortcut: 'Shift+I',
    icon: IconAlertTriangle,
    disabled: issues.length === 0 ? t('issues.none') : undefined,
    run: () => showIssues(true),
  });
  usePreload(RunDock, StepPanel);
  usePageActive(node);

  const select = useCallback(
    (id: string | undefined) => void navigate({ search: (current) => ({ ...current, node: id }), replace: true }),
    [navigate],
  );
  const showIssue = ({ nodeId, param }: Issue) => {
    select(nodeId);
    if (nodeId !== undefined && param !== undefined) setFault({ nodeId, param });
  };
  const showRun = (executionId: string | undefined) => {
    showIssues(false);
    void navigate({ search: (current) => ({ ...current, run: executionId, welcome: undefined }), replace: true });
  };
  const selection = useDraft((state) => state.selection);
  const [onlySelected] = selection.size === 1 ? selection : [];
  const currentNode = [onlySelected, node].find((id) => id !== undefined && document.nodes[id] !== undefined);
  useRunActions({
    workflowId: workflow.id,
    hasIssues: issues.length > 0,
    executionId: run,
    nodeId: currentNode,
    onRun: showRun,
    onIssues: () => showIssues(true),
  });

  return (
    <div className={classes['page']} data-panel={node !== undefined || undefined}>
      <WorkflowBar
        workflow={workflow}
        document={document}
        issues={issues}
        catalog={catalog}
        isWelcome={welcome === true && run === undefined}
        onRun={showRun}
        onIssues={() => showIssues((shown) => !shown)}
      />
      <WorkflowAids
        document={document}
        catalog={catalog}
        issues={issues}
        executionId={run}
        openId={node}
        onOpen={select}
        readOnlyReason={readOnlyReason}
      />
      <div className={classes['canvas']}>
        <Canvas
          document={document}
          catalog={catalog}
          issues={issues}
          executionId={run}
          selectedId={node}
          onSelect={select}
          draft={store}
          readOnlyReason={readOnlyReason}
        >
          <CanvasGuests />
        </Canvas>
        <RunningBanner
          workflow={workflow}
          onSee={() => void navigate({ search: (current) => ({ ...current, history: 'draft' }) })}
        />
        <ChangeNotice />
      </div>
      <PinActions document={document} catalog={catalog} nodeId={currentNode} executionId={run} readOnlyReason={readOnlyReason} />
      {areIssuesShown && issues.length > 0 && (
        <IssueDock document={document} catalog={catalog} issues={issues} onShow={showIssue} onClose={() => showIssues(false)} />
      )}
      {!areIssuesShown && run !== undefined && (
        <RunDock executionId={run} document={document} onShowNode={select} onClose={() => showRun(undefined)}>
          <ExecutionLink executionId={run}>{t('run.open')}</ExecutionLink>
        </RunDock>
      )}
      {node !== undefined && document.nodes[node] !== undefined && (
        <StepPanel
          key={`${node} ${run ?? ''}`}
          document={document}
          catalog={catalog}
          nodeId={node}
          executionId={run}
          issues={issues}
          field={fault?.nodeId === node ? fault : undefined}
          editing={{ store, workflowId: workflow.id, readOnlyReason, onShow: select }}
          onClose={() => select(undefined)}
        />
      )}
      {node !== undefined && <DeletedNode nodeId={node} readOnlyReason={readOnlyReason} onClose={() => select(undefined)} />}
    </div>
  );
}
