import { ActionIcon, Tabs, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type Issue, isPinned, type WorkflowDocument } from '@sluice/protocol';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAction } from '../actions/use-action.ts';
import { useNodeRun } from '../app/runs.ts';
import { nodeTitle } from '../canvas/read-steps.ts';
import { ExpressionScopeProvider } from '../expressions/expression-scope.tsx';
import { scopeLabel } from '../format/scope-label.ts';
import { firstParam } from '../param-form/first-param.ts';
import { IconArrowDown, IconArrowsMaximize, IconArrowUp, IconPin, IconX } from '../parts/icons.ts';
import { NodeIcon } from '../parts/node-icon.tsx';
import { PageSelect } from '../parts/page-select.tsx';
import { StatusBadge } from '../parts/status-badge.tsx';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import { useLastRun } from './data/use-last-run.ts';
import { useStepExpressions } from './data/use-step-expressions.ts';
import { ExpectedInput } from './expected-input.tsx';
import { IssueList } from './issue-list.tsx';
import { LogView } from './log-view.tsx';
import { neighboursIn } from './node-order.ts';
import { PortItems } from './port-items.tsx';
import type { StepEditing } from './step-editing.ts';
import { StepFailure } from './step-failure.tsx';
import classes from './step-panel.module.css';
import { type ParamsPage, StepParams } from './step-params.tsx';
import viewClasses from './step-view.module.css';
import { StepView } from './step-view.tsx';
import { showStepLarge, stepViewStore } from './step-view-store.ts';
import { useStepEntry } from './use-step-entry.ts';

interface StepPanelProps {
  readonly document: WorkflowDocument;
  readonly catalog: NodeCatalog;
  readonly nodeId: string;
  readonly executionId?: string | undefined;
  readonly issues?: readonly Issue[];
  /** The field to show; another object each time. */
  readonly field?: { readonly param: string } | undefined;
  /** Absent where a run of the past is looked at: nothing can be changed there. */
  readonly editing?: StepEditing | undefined;
  readonly onClose: () => void;
}

/**
 * One node from close by: what it is set to and, in a run, what came in, what went out, what it logged and why it broke. Beside the canvas
 * for quick looks, or large, over it.
 */
export function StepPanel({ document, catalog, nodeId, executionId, issues = [], field, editing, onClose }: StepPanelProps) {
  const { t } = useTranslation();
  const isRoomy = useMediaQuery('(min-width: 800px)', true, { getInitialValueInEffect: false });
  const isLarge = useStore(stepViewStore, (state) => state.isLarge) && isRoomy;
  const lastRun = useLastRun(executionId === undefined ? editing?.workflowId : undefined);
  const dataRun = executionId ?? lastRun;
  const run = useNodeRun(dataRun, nodeId);
  const [wantedScope, setScope] = useState<string>();
  const [tab, setTab] = useState<string | null>(null);
  const [goTo, setGoTo] = useState<{ readonly param: string }>();
  useEffect(() => {
    if (field === undefined) return;
    setTab('params');
    setGoTo(field);
  }, [field]);
  const step = run?.steps.find(({ scope }) => scope === wantedScope) ?? run?.steps.at(-1);
  const expressions = useStepExpressions({
    document,
    catalog,
    nodeId,
    workflowId: editing?.workflowId,
    executionId: dataRun,
    step,
  });
  useStepActions(document, nodeId, editing);
  const node = document.nodes[nodeId];
  const type = node === undefined ? undefined : catalog.get(node.type);
  const ofNode = issues.filter((issue) => issue.nodeId === nodeId);
  const isOfRun = step !== undefined && executionId !== undefined;
  const shownTab = tab ?? (isOfRun && step.error === null ? 'output' : 'params');
  const heading = useStepEntry(nodeId, isLarge, () => {
    const first = firstParam(type?.params ?? {}, node?.params ?? {}, ofNode);
    if (first === undefined || (shownTab !== 'params' && !first.isMissing)) return;
    setTab('params');
    setGoTo(first);
  });
  if (node === undefined) return null;

  const title = nodeTitle(nodeId, node, type);
  const unplaced = ofNode.filter(({ param }) => param === undefined);
  const page: ParamsPage = shownTab === 'settings' ? 'settings' : 'params';
  const paramsWith = (onPage?: (page: ParamsPage) => void) => (
    <StepParams
      document={document}
      catalog={catalog}
      nodeId={nodeId}
      issues={ofNode}
      editing={editing}
      goTo={goTo}
      page={page}
      onPage={onPage}
    />
  );
  const items = (side: 'in' | 'out') =>
    step !== undefined && dataRun !== undefined ? (
      <PortItems executionId={dataRun} step={step} side={side} specs={side === 'in' ? type?.inputs : type?.outputs} />
    ) : side === 'in' ? (
      <ExpectedInput />
    ) : (
      <p className={viewClasses['none']}>{t('step.noOutputYet')}</p>
    );
  const notes = (
    <>
      {isOfRun && step.error !== null && (
        <StepFailure
          error={step.error}
          nodeId={nodeId}
          node={node}
          type={type}
          executionId={executionId}
          editing={editing}
          onGoTo={(place) => {
            setTab(place.isSetting === true ? 'settings' : 'params');
            setGoTo(place);
          }}
        />
      )}
      {unplaced.length > 0 && <IssueList issues={unplaced} />}
    </>
  );

  return (
    <ExpressionScopeProvider value={expressions}>
      <aside className={classes['panel']} aria-label={t('step.label', { title })}>
        <header className={classes['header']}>
          <NodeIcon icon={type?.icon} category={type?.category ?? 'unknown'} size={36} />
          <div className={classes['heading']}>
            <h2 ref={heading} className={classes['title']} tabIndex={-1}>
              {title}
            </h2>
            <p className={classes['type']}>
              {nodeId} · {node.type}
            </p>
          </div>
          {isPinned(document, nodeId) && (
            <span className={classes['pinned']} title={t('pin.badge')}>
              <IconPin size={13} stroke={2.2} aria-hidden="true" />
              {t('pin.pinned')}
            </span>
          )}
          {isOfRun && <StatusBadge status={step.status} />}
          {isRoomy && (
            <Tooltip label={`${t('step.enlarge')} (Enter)`}>
              <ActionIcon variant="subtle" color="gray" onClick={() => showStepLarge(true)} aria-label={t('step.enlarge')}>
                <IconArrowsMaximize size={17} />
              </ActionIcon>
            </Tooltip>
          )}
          <ActionIcon variant="subtle" color="gray" onClick={onClose} aria-label={t('step.close')}>
            <IconX size={18} />
          </ActionIcon>
        </header>
        {!isLarge && (
          <>
            {run !== undefined && run.steps.length > 1 && isOfRun && (
              <PageSelect
                className={classes['scope'] ?? ''}
                size="xs"
                label={t('step.iteration', { count: run.steps.length })}
                data={run.steps.map(({ scope }) => ({ value: scope, label: scopeLabel(scope) }))}
                value={step.scope}
                onChange={(value) => setScope(value ?? undefined)}
                allowDeselect={false}
              />
            )}
            {notes}
            <Tabs value={shownTab} onChange={setTab} keepMounted={false} className={classes['tabs'] ?? ''}>
              <Tabs.List className={classes['tabList'] ?? ''}>
                {isOfRun && <Tabs.Tab value="output">{t('step.output')}</Tabs.Tab>}
                {isOfRun && <Tabs.Tab value="input">{t('step.input')}</Tabs.Tab>}
                <Tabs.Tab value="params">{t('step.params')}</Tabs.Tab>
                <Tabs.Tab value="settings">{t('step.settings')}</Tabs.Tab>
                {isOfRun && (
                  <Tabs.Tab value="logs">
                    {step.logs.length === 0 ? t('step.logs') : t('step.logsCount', { count: step.logs.length })}
                  </Tabs.Tab>
                )}
              </Tabs.List>
              {isOfRun && <Tabs.Panel value="output">{items('out')}</Tabs.Panel>}
              {isOfRun && <Tabs.Panel value="input">{items('in')}</Tabs.Panel>}
              <Tabs.Panel value="params">{paramsWith()}</Tabs.Panel>
              <Tabs.Panel value="settings">{paramsWith()}</Tabs.Panel>
              {isOfRun && (
                <Tabs.Panel value="logs">
                  <LogView logs={step.logs} />
                </Tabs.Panel>
              )}
            </Tabs>
          </>
        )}
      </aside>
      {isLarge && (
        <StepView
          document={document}
          catalog={catalog}
          nodeId={nodeId}
          step={step}
          scopes={run?.steps.map(({ scope }) => scope) ?? []}
          onScope={setScope}
          onShow={editing?.onShow}
          notes={notes}
          input={items('in')}
          params={paramsWith(setTab)}
          output={items('out')}
          dataNote={executionId === undefined && step !== undefined ? t('step.ofLastRun') : undefined}
        />
      )}
    </ExpressionScopeProvider>
  );
}

/** What can be done while a node is selected. */
function useStepActions(document: WorkflowDocument, nodeId: string, editing: StepEditing | undefined): void {
  const { t } = useTranslation();
  const { before, after } = neighboursIn(document, nodeId);
  const group = t('palette.step');
  useAction({
    id: 'openStep',
    title: t('action.openStep'),
    group,
    shortcut: 'Enter',
    icon: IconArrowsMaximize,
    run: () => showStepLarge(true),
  });
  useAction({
    id: 'previousNode',
    title: t('action.previousNode'),
    group,
    shortcut: 'Alt+ArrowUp',
    icon: IconArrowUp,
    disabled: editing === undefined || before === undefined ? t('action.noNodeThere') : undefined,
    run: () => before !== undefined && editing?.onShow(before),
  });
  useAction({
    id: 'nextNode',
    title: t('action.nextNode'),
    group,
    shortcut: 'Alt+ArrowDown',
    icon: IconArrowDown,
    disabled: editing === undefined || after === undefined ? t('action.noNodeThere') : undefined,
    run: () => after !== undefined && editing?.onShow(after),
  });
}
