import { executionStatus } from '@sluice/protocol';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { NodeIcon } from '../../parts/node-icon.tsx';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { StatusIcon } from '../../parts/status-icon.tsx';
import { useCatalog } from '../../queries/use-catalog.ts';
import type { WorkflowSummary } from '../../queries/use-workflows.ts';
import classes from './home-rows.module.css';
import { HomeSection } from './home-section.tsx';

const SHOWN = 6;

/** The workflows that were changed last. */
export function RecentSection({ workflows }: { readonly workflows: readonly WorkflowSummary[] }) {
  const { t } = useTranslation();
  return (
    <HomeSection
      title={t('home.recent')}
      link={<Link to="/workflows">{t('home.allWorkflows')}</Link>}
      query={{ data: workflows, error: null, isPending: false, refetch: () => undefined }}
      isEmpty={workflows.length === 0}
      emptyText={t('workflows.empty')}
    >
      <ul className={classes['rows']}>
        {workflows.slice(0, SHOWN).map((workflow) => (
          <li key={workflow.id}>
            <RecentWorkflow workflow={workflow} />
          </li>
        ))}
      </ul>
    </HomeSection>
  );
}

function RecentWorkflow({ workflow }: { readonly workflow: WorkflowSummary }) {
  const { t } = useTranslation();
  const catalog = useCatalog();
  const type = catalog.data?.get(workflow.triggers[0]?.type ?? '');
  const status = executionStatus.safeParse(workflow.lastExecution?.status);
  return (
    <Link to="/workflows/$workflowId" params={{ workflowId: workflow.id }} className={classes['row']}>
      <NodeIcon icon={type?.icon ?? 'sitemap'} category={type?.category ?? 'trigger'} size={30} />
      <span className={classes['main']}>
        <span className={classes['name']}>{workflow.name}</span>
        <span className={classes['detail']}>
          {t('home.changed')} <RelativeTime at={workflow.updatedAt} />
        </span>
      </span>
      <span className={classes['fact']}>
        {status.success ? (
          <span title={t(`status.${status.data}`)}>
            <StatusIcon status={status.data} />
          </span>
        ) : (
          t('workflows.neverRun')
        )}
      </span>
    </Link>
  );
}
