import { Button } from '@mantine/core';
import { cancelExecution, retryExecution } from '@sluice/protocol';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { BulkList } from '../../bulk/bulk-list.tsx';
import type { Bulk } from '../../bulk/use-bulk.ts';
import { useFocusedRow } from '../../bulk/use-focused-row.ts';
import { useListChoice } from '../../bulk/use-list-choice.ts';
import { uiLocale } from '../../i18n/ui-locale.ts';
import {
  type ExecutionFilter,
  type ExecutionSummary,
  fetchExecutions,
  queryOf,
  type useExecutions,
} from '../../queries/use-executions.ts';
import { useCan } from '../../queries/use-me.ts';
import { useLacks } from '../../queries/use-right.ts';
import { ExecutionRow } from './execution-row.tsx';
import { type ExecutionActions, ended, underWay } from './use-execution-actions.tsx';
import { useExecutionRowActions } from './use-execution-row-actions.ts';

const ROW_HEIGHT = 57;

interface ExecutionListProps {
  readonly filter: ExecutionFilter;
  readonly executions: ReturnType<typeof useExecutions>;
  readonly bulk: Bulk<ExecutionSummary>;
  readonly actions: ExecutionActions;
}

/** The executions that fit the filter, with what can be done to those that are ticked. */
export function ExecutionList({ filter, executions, bulk, actions }: ExecutionListProps) {
  const { t } = useTranslation();
  const lacks = useLacks();
  const canBuild = useCan('builder');
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = executions;
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const begin = useCallback(() => {
    const query = queryOf(filter);
    return (cursor: string | undefined, signal: AbortSignal) => fetchExecutions(query, cursor, signal);
  }, [filter]);
  const choice = useListChoice({ items, bulk, begin });
  const { ticked } = choice;
  const { focused, listProps } = useFocusedRow(items, ({ id }) => id);
  useExecutionRowActions({ items: choice.known, selection: choice.selection, focused, actions });
  // Of those that are ticked, what may be done is done to those that it may be done to.
  const retriable = ticked.filter((execution) => lacks(retryExecution, execution) === undefined);
  const cancellable = underWay(ticked).filter((execution) => lacks(cancelExecution, execution) === undefined);
  const over = ended(ticked).length;
  const button = { variant: 'default', size: 'compact-xs' } as const;
  return (
    <BulkList
      items={items}
      hasMore={hasNextPage}
      onEnd={() => hasNextPage && !isFetchingNextPage && fetchNextPage()}
      choice={choice}
      listProps={listProps}
      bulk={bulk}
      nameOf={({ workflowName, startedAt }) => `${workflowName}, ${new Date(startedAt).toLocaleString(uiLocale())}`}
      hint={t('executions.listed', { count: items.length, more: hasNextPage ? '+' : '' })}
      label={t('executions.title')}
      rowHeight={ROW_HEIGHT}
      renderRow={(execution, tick) => <ExecutionRow execution={execution} {...tick} actions={actions} />}
    >
      {retriable.length > 0 && (
        <Button {...button} onClick={() => actions.retry(retriable, 'same')}>
          {t('executions.retry')}
        </Button>
      )}
      {cancellable.length > 0 && (
        <Button {...button} onClick={() => actions.cancel(cancellable)}>
          {t('executions.cancelCount', { count: cancellable.length })}
        </Button>
      )}
      {canBuild && over > 0 && (
        <Button {...button} color="red" variant="light" onClick={() => actions.remove(ticked)}>
          {t('executions.removeCount', { count: over })}
        </Button>
      )}
    </BulkList>
  );
}
