import { Button } from '@mantine/core';
import { type ExecutionStatus, isFinal, type Json, type WorkflowDocument } from '@sluice/protocol';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ItemsView } from '../data-view/items-view.tsx';
import type { ExecutionDetail } from '../queries/use-execution.ts';
import type { RunView } from '../run/run-view.ts';
import { StepError } from '../step-panel/step-error.tsx';
import classes from './run-outcome.module.css';
import { WaitList } from './wait-list.tsx';

interface RunOutcomeProps {
  readonly execution: ExecutionDetail;
  readonly status: ExecutionStatus;
  readonly view: RunView | undefined;
  readonly document: WorkflowDocument;
  readonly onShowNode: (nodeId: string) => void;
}

/** What came of a run: its output, its error with the node to look at, or what it waits for. */
export function RunOutcome({ execution, status, view, document, onShowNode }: RunOutcomeProps) {
  const { t } = useTranslation();
  // One that is queued may be blocked too.
  if (!isFinal(status) && execution.waits.some(({ wait }) => wait.kind === 'blocked'))
    return <WaitList execution={execution} document={document} onShowNode={onShowNode} />;
  switch (status) {
    case 'queued':
    case 'running':
      return (
        <p className={classes['line']}>
          {t('run.progress', { done: settledNodes(view), total: Object.keys(document.nodes).length })}
        </p>
      );
    case 'waiting':
    case 'in-doubt':
      return <WaitList execution={execution} document={document} onShowNode={onShowNode} />;
    case 'failed':
      return <Failure execution={execution} document={document} onShowNode={onShowNode} />;
    case 'cancelled':
      return <p className={classes['line']}>{t('run.cancelled')}</p>;
    case 'completed':
      return <Output output={execution.output} count={execution.outputCount} />;
  }
}

function Output({ output, count }: { readonly output: readonly Json[] | null; readonly count: number | undefined }) {
  const { t } = useTranslation();
  const items = useMemo(() => (output ?? []).map((json) => ({ json })), [output]);
  if (output === null) return null;
  if (items.length === 0) return <p className={classes['line']}>{t('run.noOutput')}</p>;
  return (
    <div className={classes['output']}>
      <ItemsView items={items} total={count} label={t('run.output')}>
        <strong className={classes['title']}>{t('run.output')}</strong>
        {count !== undefined && <span className={classes['part']}>{t('run.outputPart')}</span>}
      </ItemsView>
    </div>
  );
}

function Failure({ execution, document, onShowNode }: Pick<RunOutcomeProps, 'execution' | 'document' | 'onShowNode'>) {
  const { t } = useTranslation();
  const { error } = execution;
  if (error === null) return null;
  const { nodeId } = error;
  const node = nodeId === undefined ? undefined : document.nodes[nodeId];
  const name = error.nodeName ?? node?.name ?? nodeId ?? '';
  return (
    <StepError error={error} title={node === undefined ? undefined : t('run.failedAt', { node: name })}>
      {nodeId !== undefined && node !== undefined && (
        <Button variant="default" size="xs" mt="xs" onClick={() => onShowNode(nodeId)}>
          {t('run.showNode', { node: name })}
        </Button>
      )}
    </StepError>
  );
}

function settledNodes(view: RunView | undefined): number {
  const settled = new Set(['completed', 'failed', 'skipped', 'cancelled']);
  return [...(view?.nodes.values() ?? [])].filter((node) => settled.has(node.status)).length;
}
