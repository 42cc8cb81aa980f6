import { SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../actions/use-action.ts';
import { IconSearch } from '../../parts/icons.ts';
import { LateSelect } from '../../parts/late-select.tsx';
import type { ExecutionFilter } from '../../queries/use-executions.ts';
import { useWorkflows } from '../../queries/use-workflows.ts';
import classes from './executions-page.module.css';
import { TimeFilter } from './time-filter.tsx';

const statuses = ['running', 'waiting', 'in-doubt', 'completed', 'failed', 'cancelled'] as const;

export type FilterChange = { readonly [name in keyof ExecutionFilter]: ExecutionFilter[name] | undefined };

interface ExecutionFiltersProps {
  readonly filter: ExecutionFilter;
  readonly onChange: (change: FilterChange) => void;
}

/** What the list is narrowed down by: status, workflow, time, and text anywhere in the data. */
export function ExecutionFilters({ filter, onChange }: ExecutionFiltersProps) {
  const { t } = useTranslation();
  const workflows = useWorkflows();
  const [search, setSearch] = useState(filter.search ?? '');
  const applySearch = useDebouncedCallback((text: string) => onChange({ search: text.trim() }), 250);
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
      <TextInput
        ref={searchField}
        size="xs"
        className={`${classes['field']} ${classes['search']}`}
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
  );
}
