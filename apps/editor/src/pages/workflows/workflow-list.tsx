import { Button, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { BulkBar } from '../../bulk/bulk-bar.tsx';
import type { Bulk } from '../../bulk/use-bulk.ts';
import { useSelection } from '../../bulk/use-selection.ts';
import { VirtualList } from '../../parts/virtual-list.tsx';
import { useCan } from '../../queries/use-me.ts';
import type { useWorkflows, WorkflowSummary } from '../../queries/use-workflows.ts';
import type { WorkflowActions } from './use-workflow-actions.tsx';
import { WorkflowRow } from './workflow-row.tsx';
import classes from './workflows-page.module.css';

const ROW_HEIGHT = 65;

interface WorkflowListProps {
  readonly workflows: ReturnType<typeof useWorkflows>;
  readonly isArchive: boolean;
  readonly bulk: Bulk<WorkflowSummary>;
  readonly actions: WorkflowActions;
}

/** The workflows that fit the filter, with what can be done to those that are ticked. */
export function WorkflowList({ workflows, isArchive, bulk, actions }: WorkflowListProps) {
  const { t } = useTranslation();
  const canBuild = useCan('builder');
  const items = workflows.data?.pages.flatMap((page) => page.items) ?? [];
  const selection = useSelection(items.map(({ id }) => id));
  const ticked = items.filter(({ id }) => selection.has(id));
  const button = { variant: 'default', size: 'compact-xs' } as const;
  if (workflows.isPending) return <Skeleton height={ROW_HEIGHT * 3} radius="lg" />;
  if (items.length === 0) return null;
  return (
    <div className={classes['list']}>
      <BulkBar
        selection={selection}
        count={items.length}
        bulk={bulk}
        nameOf={({ name }) => name}
        hint={t('workflows.listed', { count: items.length, more: workflows.hasNextPage ? '+' : '' })}
      >
        {canBuild && (
          <Button {...button} onClick={() => actions.file(ticked)}>
            {t('workflows.file')}
          </Button>
        )}
        <Button {...button} onClick={() => actions.exportAll(ticked)}>
          {t('workflows.export')}
        </Button>
        {canBuild && (
          <Button {...button} onClick={() => (isArchive ? actions.restore(ticked) : actions.archive(ticked))}>
            {t(isArchive ? 'workflows.restore' : 'workflows.archive')}
          </Button>
        )}
      </BulkBar>
      <VirtualList
        items={items}
        rowHeight={ROW_HEIGHT}
        keyOf={({ id }) => id}
        renderRow={(workflow) => (
          <WorkflowRow
            workflow={workflow}
            isTicked={selection.has(workflow.id)}
            onToggle={(isRange) => selection.toggle(workflow.id, isRange)}
            actions={actions}
          />
        )}
        onToggle={({ id }, isRange) => selection.toggle(id, isRange)}
        label={t('workflows.title')}
        onEnd={() => workflows.hasNextPage && !workflows.isFetchingNextPage && workflows.fetchNextPage()}
      />
    </div>
  );
}
