import { Button, Skeleton } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { BulkOutcome } from '../../bulk/bulk-outcome.tsx';
import { useBulk } from '../../bulk/use-bulk.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { IconActivity, IconSearch } from '../../parts/icons.ts';
import { Page } from '../../parts/page.tsx';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { blockingError } from '../../queries/blocking-error.ts';
import { type ExecutionFilter, type ExecutionSummary, useExecutions } from '../../queries/use-executions.ts';
import { useListUpdates } from '../workflows/use-list-updates.ts';
import { ExecutionFilters, type FilterChange } from './execution-filters.tsx';
import { ExecutionList } from './execution-list.tsx';
import { useExecutionActions } from './use-execution-actions.tsx';

/** A search reads journals, so that it is not made again at every event. */
const SEARCH_CALM_MS = 10_000;

/** Every run, newest first, live. The filter stands in the address, so that it can be shared and survives a reload. */
export function ExecutionsPage() {
  const { t } = useTranslation();
  const filter = useSearch({ from: '/house/executions' });
  const navigate = useNavigate({ from: '/executions' });
  const executions = useExecutions(filter);
  useListUpdates(filter.workflowId, filter.search === undefined ? undefined : SEARCH_CALM_MS);
  const bulk = useBulk<ExecutionSummary>();
  const { actions, dialog } = useExecutionActions(bulk);

  const change = (part: FilterChange) =>
    void navigate({ search: (current) => withoutEmpty({ ...current, ...part }), replace: true });
  const isEmpty = executions.isSuccess && executions.data.pages.every(({ items }) => items.length === 0);
  const isFiltered = Object.keys(filter).length > 0;
  const failure = blockingError(executions);
  const isLooking = filter.search !== undefined && executions.isFetching && isEmpty;
  return (
    <Page title={t('executions.title')} subtitle={t('executions.subtitle')} isWide>
      <ExecutionFilters filter={filter} onChange={change} />
      {failure !== undefined && <ProblemPanel error={failure} onRetry={() => executions.refetch()} />}
      {executions.isPending && <Skeleton height={57 * 5} radius="lg" />}
      {executions.isSuccess && !isEmpty && (
        <ExecutionList key={JSON.stringify(filter)} filter={filter} executions={executions} bulk={bulk} actions={actions} />
      )}
      {isEmpty && bulk.state !== undefined && (
        <BulkOutcome bulk={bulk} state={bulk.state} nameOf={({ workflowName }) => workflowName} />
      )}
      {isEmpty && (
        <EmptyState
          icon={isFiltered ? <IconSearch size={24} /> : <IconActivity size={24} />}
          title={t(isLooking ? 'executions.searching' : isFiltered ? 'executions.noMatch' : 'executions.empty')}
          text={t(
            executions.hasNextPage ? 'executions.searchPart' : isFiltered ? 'executions.noMatchText' : 'executions.emptyText',
          )}
        >
          {executions.hasNextPage && (
            <Button variant="default" mr="xs" loading={executions.isFetching} onClick={() => executions.fetchNextPage()}>
              {t('executions.searchMore')}
            </Button>
          )}
          {isFiltered ? (
            <Button variant="default" onClick={() => navigate({ search: {} })}>
              {t('executions.clear')}
            </Button>
          ) : (
            <Button component={Link} to="/workflows">
              {t('executions.toWorkflows')}
            </Button>
          )}
        </EmptyState>
      )}
      {dialog}
    </Page>
  );
}

function withoutEmpty(filter: Record<string, string | undefined>): ExecutionFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== ''));
}
