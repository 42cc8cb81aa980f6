import type { Issue } from '@sluice/protocol';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../actions/use-action.ts';
import { Canvas } from '../../canvas/canvas.tsx';
import { useDraft, useDraftStore } from '../../draft/draft-context.tsx';
import { loadSplit } from '../../draft/draft-session.ts';
import { isOfSettings } from '../../draft/issues/is-of-settings.ts';
import { causes } from '../../draft/issues/shown-issues.ts';
import { useDraftActions } from '../../draft/use-draft-actions.ts';
import { useDraftIssues } from '../../draft/use-draft-issues.ts';
import { IconAlertTriangle } from '../../parts/icons.ts';
import { late, usePreload, useRest } from '../../parts/late.tsx';
import { PinActions } from '../../pins/pin-actions.tsx';
import type { NodeCatalog } from '../../queries/use-catalog.ts';
import { useLacksRight } from '../../queries/use-right.ts';
import type { WorkflowDetail } from '../../queries/use-workflow.ts';
import { ExecutionLink } from '../../run-dock/execution-link.tsx';
import { RunDock } from '../../run-dock/late-run-dock.ts';
import { StepPanel } from '../../step-panel/late-step-panel.ts';

import { ChangeNotice } from '../../together/change-notice.tsx';
import { GuestsOnCanvas } from '../../together/guests.tsx';
import { usePageActive } from '../../together/use-page-active.ts';
import { RunningBanner } from '../../versions/running-banner.tsx';
import { IssueDock } from './issue-dock.tsx';
import { NextSteps } from './late-next-steps.ts';
import { useRunActions } from './use-run-actions.ts';
import { WorkflowAids } from './workflow-aids.tsx';
import { WorkflowBar } from './workflow-bar.tsx';
import classes from './workflow-page.module.css';

const DeletedNode = late(async () => (await import('../../together/deleted-node.tsx')).DeletedNode);
const WorkflowCommands = late(async () => (await import('./workflow-commands.tsx')).WorkflowCommands);

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
  const check = useDraftIssues(workflow, catalog);
  const { shown: issues } = check;
  const readOnlyReason = useLacksRight(workflow.id, 'edit');
  const [areIssuesShown, showIssues] = useState(false);
  const [areSettingsOpen, openSettings] = useState(false);
  const [field, setField] = useState<{ readonly nodeId: string; readonly param: string }>();
  // What was solved is put away: the next problem does not open the list by itself.
  const areSolved = check.isSettled && issues.length === 0;
  useEffect(() => {
    if (areSolved) showIssues(false);
  }, [areSolved]);
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
  usePreload(RunDock, StepPanel, { preload: loadSplit });
  const isAtRest = useRest();
  usePageActive(node);

  const select = useCallback(
    (id: string | undefined) => void navigate({ search: (current) => ({ ...current, node: id }), replace: true }),
    [navigate],
  );
  const showField = ({ nodeId, param }: { readonly nodeId?: string | undefined; readonly param?: string | undefined }) => {
    select(nodeId);
    if (nodeId !== undefined && param !== undefined) setField({ nodeId, param });
  };
  const showIssue = (issue: Issue) => (isOfSettings(issue) ? openSettings(true) : showField(issue));
  const showRun = (executionId: string | undefined) => {
    showIssues(false);
    void navigate({
      search: (current) => ({ ...current, run: executionId, welcome: current.run === undefined ? current.welcome : undefined }),
      replace: true,
    });
  };
  const selection = useDraft((state) => state.selection);
  const [onlySelected] = selection.size === 1 ? selection : [];
  const currentNode = [onlySelected, node].find((id) => id !== undefined && document.nodes[id] !== undefined);
  useRunActions({
    workflowId: workflow.id,
    check,
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
        check={check}
        catalog={catalog}
        isWelcome={welcome === true && run === undefined}
        onRun={showRun}
        onIssues={() => showIssues((shown) => !shown)}
        areSettingsOpen={areSettingsOpen}
        onSettings={openSettings}
      />
      {isAtRest && <WorkflowCommands workflow={workflow} document={document} />}
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
          <GuestsOnCanvas />
        </Canvas>
        <RunningBanner
          workflow={workflow}
          onSee={() => void navigate({ search: (current) => ({ ...current, history: 'draft' }) })}
        />
        <ChangeNotice />
        {welcome === true && run !== undefined && (
          <NextSteps
            executionId={run}
            catalog={catalog}
            onShow={showField}
            onClose={() => void navigate({ search: (current) => ({ ...current, welcome: undefined }), replace: true })}
          />
        )}
      </div>
      <PinActions document={document} catalog={catalog} nodeId={currentNode} executionId={run} readOnlyReason={readOnlyReason} />
      {areIssuesShown && issues.length > 0 && (
        <IssueDock
          document={document}
          catalog={catalog}
          issues={causes(issues)}
          onShow={showIssue}
          onClose={() => showIssues(false)}
        />
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
          field={field?.nodeId === node ? field : undefined}
          editing={{ store, workflowId: workflow.id, readOnlyReason, onShow: select }}
          onClose={() => select(undefined)}
        />
      )}
      {node !== undefined && <DeletedNode nodeId={node} readOnlyReason={readOnlyReason} onClose={() => select(undefined)} />}
    </div>
  );
}
