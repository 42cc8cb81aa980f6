import { SegmentedControl } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../actions/use-action.ts';
import { IconSearch } from '../../parts/icons.ts';
import { LateSelect } from '../../parts/late-select.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import type { ExecutionFilter } from '../../queries/use-executions.ts';
import { useWorkflows } from '../../queries/use-workflows.ts';
import classes from './executions-page.module.css';
import { TimeFilter } from './time-filter.tsx';
import { statuses, useFilterActions } from './use-filter-actions.ts';

export type FilterChange = { readonly [name in keyof ExecutionFilter]: ExecutionFilter[name] | undefined };

interface ExecutionFiltersProps {
  readonly filter: ExecutionFilter;
  readonly onChange: (change: FilterChange) => void;
}

/** What the list is narrowed down by: status, workflow, time, and text anywhere in the data. */
export function ExecutionFilters({ filter, onChange }: ExecutionFiltersProps) {
  const { t } = useTranslation();
  const workflows = useWorkflows();
  useFilterActions(onChange);
  const searchField = useRef<HTMLInputElement>(null);
  useAction({
    id: 'executions.search',
    title: t('executions.search'),
    group: t('executions.title'),
    shortcut: '/',
    icon: IconSearch,
    run: () => searchField.current?.focus(),
  });
  return (
    <div className={classes['filters']}>
      <SegmentedControl
        size="xs"
        value={filter.status ?? 'all'}
        onChange={(status) => onChange({ status: status === 'all' ? undefined : status })}
        data={[
          { value: 'all', label: t('executions.all') },
          ...statuses.map((status) => ({ value: status as string, label: t(`status.${status}`) })),
        ]}
        aria-label={t('executions.byStatus')}
        className={classes['statuses'] ?? ''}
      />
      <LateSelect
        size="xs"
        placeholder={t('executions.anyWorkflow')}
        aria-label={t('executions.byWorkflow')}
        className={classes['field'] ?? ''}
        data={(workflows.data?.pages ?? []).flatMap((page) => page.items.map(({ id, name }) => ({ value: id, label: name })))}
        value={filter.workflowId ?? null}
        onChange={(workflowId) => onChange({ workflowId: workflowId ?? undefined })}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('executions.anyWorkflow') }}
      />
      <TimeFilter value={filter} onChange={onChange} className={classes['time'] ?? ''} />
      <SearchField
        ref={searchField}
        size="xs"
        className={`${classes['field']} ${classes['search']}`}
        label={t('executions.search')}
        leftSection={<IconSearch size={14} />}
        value={filter.search ?? ''}
        pauseMs={250}
        onSearch={(search) => onChange({ search })}
      />
    </div>
  );
}
