import { ActionIcon, Select, Tabs } from '@mantine/core';
import type { WorkflowDocument } from '@sluice/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNodeRun } from '../app/runs.ts';
import { nodeTitle } from '../canvas/flow-elements.ts';
import { scopeLabel } from '../format/scope-label.ts';
import { IconX } from '../parts/icons.ts';
import { NodeIcon } from '../parts/node-icon.tsx';
import { StatusBadge } from '../parts/status-badge.tsx';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import { IssueList } from './issue-list.tsx';
import { LogView } from './log-view.tsx';
import { ParamsView } from './params-view.tsx';
import { PortItems } from './port-items.tsx';
import { StepError } from './step-error.tsx';
import classes from './step-panel.module.css';

interface StepPanelProps {
  readonly document: WorkflowDocument;
  readonly catalog: NodeCatalog;
  readonly nodeId: string;
  readonly executionId?: string | undefined;
  readonly issues?: Parameters<typeof IssueList>[0]['issues'];
  readonly onClose: () => void;
}

/** One node from close by: what it is set to and, in a run, what came in, what went out, what it logged and why it broke. */
export function StepPanel({ document, catalog, nodeId, executionId, issues = [], onClose }: StepPanelProps) {
  const { t } = useTranslation();
  const run = useNodeRun(executionId, nodeId);
  const [wantedScope, setScope] = useState<string>();
  const [tab, setTab] = useState<string | null>(null);
  const node = document.nodes[nodeId];
  if (node === undefined) return null;
  const type = catalog.get(node.type);
  const step = run?.steps.find(({ scope }) => scope === wantedScope) ?? run?.steps.at(-1);
  const ofNode = issues.filter((issue) => issue.nodeId === nodeId);
  const hasRun = step !== undefined && executionId !== undefined;
  const shownTab = tab ?? (hasRun ? 'output' : 'params');

  return (
    <aside className={classes['panel']} aria-label={t('step.label', { title: nodeTitle(nodeId, node, type) })}>
      <header className={classes['header']}>
        <NodeIcon icon={type?.icon} category={type?.category ?? 'unknown'} size={36} />
        <div className={classes['heading']}>
          <h2 className={classes['title']}>{nodeTitle(nodeId, node, type)}</h2>
          <p className={classes['type']}>
            {nodeId} · {node.type}
          </p>
        </div>
        {step !== undefined && <StatusBadge status={step.status} />}
        <ActionIcon variant="subtle" color="gray" onClick={onClose} aria-label={t('step.close')}>
          <IconX size={18} />
        </ActionIcon>
      </header>
      {run !== undefined && run.steps.length > 1 && step !== undefined && (
        <Select
          className={classes['scope'] ?? ''}
          size="xs"
          label={t('step.iteration', { count: run.steps.length })}
          data={run.steps.map(({ scope }) => ({ value: scope, label: scopeLabel(scope) }))}
          value={step.scope}
          onChange={(value) => setScope(value ?? undefined)}
          allowDeselect={false}
        />
      )}
      {step?.error != null && <StepError error={step.error} />}
      {ofNode.length > 0 && <IssueList issues={ofNode} />}
      <Tabs value={shownTab} onChange={setTab} keepMounted={false} className={classes['tabs'] ?? ''}>
        <Tabs.List>
          {hasRun && <Tabs.Tab value="output">{t('step.output')}</Tabs.Tab>}
          {hasRun && <Tabs.Tab value="input">{t('step.input')}</Tabs.Tab>}
          <Tabs.Tab value="params">{t('step.params')}</Tabs.Tab>
          {hasRun && (
            <Tabs.Tab value="logs">
              {step.logs.length === 0 ? t('step.logs') : t('step.logsCount', { count: step.logs.length })}
            </Tabs.Tab>
          )}
        </Tabs.List>
        {hasRun && (
          <Tabs.Panel value="output">
            <PortItems executionId={executionId} step={step} side="out" specs={type?.outputs} />
          </Tabs.Panel>
        )}
        {hasRun && (
          <Tabs.Panel value="input">
            <PortItems executionId={executionId} step={step} side="in" specs={type?.inputs} />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="params">
          <ParamsView node={node} type={type} />
        </Tabs.Panel>
        {hasRun && (
          <Tabs.Panel value="logs">
            <LogView logs={step.logs} />
          </Tabs.Panel>
        )}
      </Tabs>
    </aside>
  );
}
