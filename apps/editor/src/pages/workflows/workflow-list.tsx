import { Button, Skeleton } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { BulkList } from '../../bulk/bulk-list.tsx';
import type { Bulk } from '../../bulk/use-bulk.ts';
import { useFocusedRow } from '../../bulk/use-focused-row.ts';
import { useListChoice } from '../../bulk/use-list-choice.ts';
import { useCan } from '../../queries/use-me.ts';
import { fetchWorkflows, type useWorkflows, type WorkflowFilter, type WorkflowSummary } from '../../queries/use-workflows.ts';
import type { WorkflowActions } from './use-workflow-actions.tsx';
import { useWorkflowRowActions } from './use-workflow-row-actions.ts';
import { WorkflowRow } from './workflow-row.tsx';

const ROW_HEIGHT = 65;

interface WorkflowListProps {
  readonly filter: WorkflowFilter;
  readonly workflows: ReturnType<typeof useWorkflows>;
  readonly bulk: Bulk<WorkflowSummary>;
  readonly actions: WorkflowActions;
}

/** The workflows that fit the filter, with what can be done to those that are ticked. */
export function WorkflowList({ filter, workflows, bulk, actions }: WorkflowListProps) {
  const { t } = useTranslation();
  const canBuild = useCan('builder');
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = workflows;
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const begin = useCallback(
    () => (cursor: string | undefined, signal: AbortSignal) => fetchWorkflows(filter, cursor, signal),
    [filter],
  );
  const choice = useListChoice({ items, bulk, begin });
  const { ticked } = choice;
  const { focused, listProps } = useFocusedRow(items, ({ id }) => id);
  useWorkflowRowActions({ items: choice.known, selection: choice.selection, focused, actions });
  const isArchive = filter.archived === true;
  const button = { variant: 'default', size: 'compact-xs' } as const;
  if (workflows.isPending) return <Skeleton height={ROW_HEIGHT * 3} radius="lg" />;
  if (items.length === 0) return null;
  return (
    <BulkList
      items={items}
      hasMore={hasNextPage}
      onEnd={() => hasNextPage && !isFetchingNextPage && fetchNextPage()}
      choice={choice}
      listProps={listProps}
      bulk={bulk}
      nameOf={({ name }) => name}
      hint={t('workflows.listed', { count: items.length, more: hasNextPage ? '+' : '' })}
      label={t('workflows.title')}
      rowHeight={ROW_HEIGHT}
      renderRow={(workflow, tick) => <WorkflowRow workflow={workflow} {...tick} actions={actions} />}
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
    </BulkList>
  );
}
