import { Button, SegmentedControl, Select, Skeleton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../parts/empty-state.tsx';
import { IconActivity, IconSearch } from '../../parts/icons.ts';
import { Page } from '../../parts/page.tsx';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { VirtualList } from '../../parts/virtual-list.tsx';
import { blockingError } from '../../queries/blocking-error.ts';
import { type ExecutionFilter, useExecutions } from '../../queries/use-executions.ts';
import { useWorkflows } from '../../queries/use-workflows.ts';
import { useListUpdates } from '../workflows/use-list-updates.ts';
import { ExecutionRow } from './execution-row.tsx';
import classes from './executions-page.module.css';

const ROW_HEIGHT = 57;
const statuses = ['running', 'waiting', 'in-doubt', 'completed', 'failed', 'cancelled'] as const;

/** Every run, newest first, live. The filter stands in the address, so that it can be shared and survives a reload. */
export function ExecutionsPage() {
  const { t } = useTranslation();
  const filter = useSearch({ from: '/house/executions' });
  const navigate = useNavigate({ from: '/executions' });
  const executions = useExecutions(filter);
  const workflows = useWorkflows();
  useListUpdates(filter.workflowId);
  const [search, setSearch] = useState(filter.search ?? '');

  const change = (part: { [key in keyof ExecutionFilter]: ExecutionFilter[key] | undefined }) =>
    void navigate({ search: (current) => withoutEmpty({ ...current, ...part }), replace: true });
  const applySearch = useDebouncedCallback((text: string) => change({ search: text.trim() }), 250);
  const items = executions.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = Object.keys(filter).length > 0;

  const failure = blockingError(executions);
  return (
    <Page title={t('executions.title')} subtitle={t('executions.subtitle')}>
      <div className={classes['filters']}>
        <SegmentedControl
          size="xs"
          value={filter.status ?? 'all'}
          onChange={(status) => change({ status: status === 'all' ? undefined : status })}
          data={[
            { value: 'all', label: t('executions.all') },
            ...statuses.map((status) => ({ value: status as string, label: t(`status.${status}`) })),
          ]}
          aria-label={t('executions.byStatus')}
          className={classes['statuses'] ?? ''}
        />
        <Select
          size="xs"
          placeholder={t('executions.anyWorkflow')}
          aria-label={t('executions.byWorkflow')}
          data={(workflows.data?.pages ?? []).flatMap((page) => page.items.map(({ id, name }) => ({ value: id, label: name })))}
          value={filter.workflowId ?? null}
          onChange={(workflowId) => change({ workflowId: workflowId ?? undefined })}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('executions.anyWorkflow') }}
        />
        <TextInput
          size="xs"
          placeholder={t('executions.search')}
          aria-label={t('executions.search')}
          leftSection={<IconSearch size={14} />}
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            applySearch(event.currentTarget.value);
          }}
        />
      </div>
      {failure !== undefined && <ProblemPanel error={failure} onRetry={() => executions.refetch()} />}
      {executions.isPending && <Skeleton height={ROW_HEIGHT * 5} radius="lg" />}
      {items.length > 0 && (
        <div className={classes['list']}>
          <VirtualList
            items={items}
            rowHeight={ROW_HEIGHT}
            keyOf={(execution) => execution.id}
            renderRow={(execution) => <ExecutionRow execution={execution} />}
            label={t('executions.title')}
            onEnd={() => executions.hasNextPage && !executions.isFetchingNextPage && executions.fetchNextPage()}
          />
        </div>
      )}
      {executions.isSuccess && items.length === 0 && (
        <EmptyState
          icon={isFiltered ? <IconSearch size={24} /> : <IconActivity size={24} />}
          title={t(isFiltered ? 'executions.noMatch' : 'executions.empty')}
          text={t(isFiltered ? 'executions.noMatchText' : 'executions.emptyText')}
        >
          {isFiltered ? (
            <Button
              variant="default"
              onClick={() => {
                setSearch('');
                void navigate({ search: {} });
              }}
            >
              {t('executions.clear')}
            </Button>
          ) : (
            <Button component={Link} to="/workflows">
              {t('executions.toWorkflows')}
            </Button>
          )}
        </EmptyState>
      )}
    </Page>
  );
}

function withoutEmpty(filter: Record<string, string | undefined>): ExecutionFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== ''));
}
