import { Checkbox } from '@mantine/core';
import { executionStatus } from '@sluice/protocol';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { NodeIcon } from '../../parts/node-icon.tsx';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { SharedTag } from '../../parts/shared-tag.tsx';
import { StatusIcon } from '../../parts/status-icon.tsx';
import { useCatalog } from '../../queries/use-catalog.ts';
import type { WorkflowSummary } from '../../queries/use-workflows.ts';
import { useTriggerText } from './use-trigger-text.ts';
import type { WorkflowActions } from './use-workflow-actions.tsx';
import { WorkflowMenu } from './workflow-menu.tsx';
import classes from './workflow-row.module.css';

interface WorkflowRowProps {
  readonly workflow: WorkflowSummary;
  readonly isTicked: boolean;
  /** Undefined where nothing can be done to a selection. */
  readonly onToggle: ((isRange: boolean) => void) | undefined;
  readonly actions: WorkflowActions;
}

/** One workflow: what starts it, whether its triggers listen, how it last ran, and what can be done to it. The row leads to its canvas. */
export function WorkflowRow({ workflow, isTicked, onToggle, actions }: WorkflowRowProps) {
  const { t } = useTranslation();
  const catalog = useCatalog();
  const triggerText = useTriggerText();
  const [first] = workflow.triggers;
  const type = first === undefined ? undefined : catalog.data?.get(first.type);
  const triggers = workflow.triggers.map(triggerText).join(' · ');

  return (
    <div className={classes['line']} data-ticked={isTicked || undefined}>
      {onToggle !== undefined && (
        <Checkbox
          size="xs"
          checked={isTicked}
          // A change of a box comes from a click, which knows the keys that were held.
          onChange={(event) => onToggle((event.nativeEvent as MouseEvent).shiftKey === true)}
          aria-label={t('bulk.one', { name: workflow.name })}
        />
      )}
      <Link to="/workflows/$workflowId" params={{ workflowId: workflow.id }} className={classes['row']}>
        <NodeIcon icon={type?.icon ?? 'sitemap'} category={type?.category ?? 'trigger'} size={36} />
        <span className={classes['main']}>
          <span className={classes['name']}>
            {workflow.name}
            <SharedTag workflowId={workflow.id} />
          </span>
          <span className={classes['detail']}>
            {workflow.folder !== '' && <span>{workflow.folder} · </span>}
            {triggers === '' ? t('workflows.noTrigger') : triggers}
            {workflow.tags.map((tag) => (
              <span key={tag} className={classes['label']} title={tag}>
                {tag}
              </span>
            ))}
          </span>
        </span>
        <span className={classes['state']} data-active={workflow.activeVersion !== null || undefined}>
          {workflow.activeVersion !== null
            ? t('workflows.active')
            : workflow.publishedVersion !== null
              ? t('workflows.published')
              : t('workflows.draft')}
        </span>
        <LastRun execution={workflow.lastExecution} />
      </Link>
      <WorkflowMenu workflow={workflow} actions={actions} />
    </div>
  );
}

function LastRun({ execution }: { readonly execution: WorkflowSummary['lastExecution'] }) {
  const { t } = useTranslation();
  if (execution === null) return <span className={classes['run']}>{t('workflows.neverRun')}</span>;
  const status = executionStatus.parse(execution.status);
  return (
    <span className={classes['run']}>
      <StatusIcon status={status} />
      <span>
        {t(`status.${status}`)} <RelativeTime at={execution.startedAt} />
      </span>
    </span>
  );
}
