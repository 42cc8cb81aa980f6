import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BulkBar } from '../../bulk/bulk-bar.tsx';
import type { Bulk } from '../../bulk/use-bulk.ts';
import { useSelection } from '../../bulk/use-selection.ts';
import { uiLocale } from '../../i18n/ui-locale.ts';
import { VirtualList } from '../../parts/virtual-list.tsx';
import type { ExecutionSummary, useExecutions } from '../../queries/use-executions.ts';
import { useCan } from '../../queries/use-me.ts';
import { ExecutionRow } from './execution-row.tsx';
import classes from './executions-page.module.css';
import { type ExecutionActions, ended, underWay } from './use-execution-actions.tsx';

const ROW_HEIGHT = 57;
/** The most that one selection reaches for: what a person can still mean by "all". */
const MOST = 20_000;

interface ExecutionListProps {
  readonly executions: ReturnType<typeof useExecutions>;
  readonly bulk: Bulk<ExecutionSummary>;
  readonly actions: ExecutionActions;
}

/** The executions that fit the filter, with what can be done to those that are ticked. */
export function ExecutionList({ executions, bulk, actions }: ExecutionListProps) {
  const { t } = useTranslation();
  const canOperate = useCan('operator');
  const canBuild = useCan('builder');
  const items = executions.data?.pages.flatMap((page) => page.items) ?? [];
  const selection = useSelection(items.map(({ id }) => id));
  const ticked = items.filter(({ id }) => selection.has(id));
  const [open, over] = [underWay(ticked).length, ended(ticked).length];

  // To mean all that fit they must be here: the pages are fetched one after the other, and ticked as the last has come.
  const [isReaching, setReaching] = useState(false);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = executions;
  const { all } = selection;
  useEffect(() => {
    if (!isReaching || isFetchingNextPage) return;
    if (hasNextPage && items.length < MOST) void fetchNextPage();
    else {
      all();
      setReaching(false);
    }
  }, [isReaching, isFetchingNextPage, hasNextPage, items.length, fetchNextPage, all]);

  const button = { variant: 'default', size: 'compact-xs' } as const;
  return (
    <div className={classes['list']}>
      <BulkBar
        selection={selection}
        count={items.length}
        bulk={bulk}
        nameOf={({ workflowName, startedAt }) => `${workflowName}, ${new Date(startedAt).toLocaleString(uiLocale())}`}
        hint={t('executions.listed', { count: items.length, more: hasNextPage ? '+' : '' })}
      >
        {hasNextPage && selection.ids.size === items.length && (
          <Button {...button} loading={isReaching} onClick={() => setReaching(true)}>
            {t('executions.allMatching')}
          </Button>
        )}
        {canOperate && (
          <Button {...button} onClick={() => actions.retry(ticked, 'same')}>
            {t('executions.retry')}
          </Button>
        )}
        {canOperate && open > 0 && (
          <Button {...button} onClick={() => actions.cancel(ticked)}>
            {t('executions.cancelCount', { count: open })}
          </Button>
        )}
        {canBuild && over > 0 && (
          <Button {...button} color="red" variant="light" onClick={() => actions.remove(ticked)}>
            {t('executions.removeCount', { count: over })}
          </Button>
        )}
      </BulkBar>
      <VirtualList
        items={items}
        rowHeight={ROW_HEIGHT}
        keyOf={({ id }) => id}
        renderRow={(execution) => (
          <ExecutionRow
            execution={execution}
            isTicked={selection.has(execution.id)}
            onToggle={(isRange) => selection.toggle(execution.id, isRange)}
            actions={actions}
          />
        )}
        onToggle={({ id }, isRange) => selection.toggle(id, isRange)}
        label={t('executions.title')}
        onEnd={() => hasNextPage && !isFetchingNextPage && fetchNextPage()}
      />
    </div>
  );
}
