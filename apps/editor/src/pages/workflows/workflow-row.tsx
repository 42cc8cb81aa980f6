import { executionStatus } from '@sluice/protocol';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { NodeIcon } from '../../parts/node-icon.tsx';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { StatusIcon } from '../../parts/status-icon.tsx';
import { useCatalog } from '../../queries/use-catalog.ts';
import type { WorkflowSummary } from '../../queries/use-workflows.ts';
import { useTriggerText } from './use-trigger-text.ts';
import classes from './workflow-row.module.css';

/** One workflow: what starts it, whether its triggers listen, and how it last ran. The whole row leads to its canvas. */
export function WorkflowRow({ workflow }: { readonly workflow: WorkflowSummary }) {
  const { t } = useTranslation();
  const catalog = useCatalog();
  const triggerText = useTriggerText();
  const [first] = workflow.triggers;
  const type = first === undefined ? undefined : catalog.data?.get(first.type);
  const triggers = workflow.triggers.map(triggerText).join(' · ');

  return (
    <Link to="/workflows/$workflowId" params={{ workflowId: workflow.id }} className={classes['row']}>
      <NodeIcon icon={type?.icon ?? 'sitemap'} category={type?.category ?? 'trigger'} size={36} />
      <span className={classes['main']}>
        <span className={classes['name']}>{workflow.name}</span>
        <span className={classes['detail']}>{triggers === '' ? t('workflows.noTrigger') : triggers}</span>
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
