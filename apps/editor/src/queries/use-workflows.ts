import { listWorkflows, type ResponseOf } from '@sluice/protocol';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../app/services.ts';

export type WorkflowSummary = ResponseOf<typeof listWorkflows>['items'][number];

export interface WorkflowFilter {
  readonly search?: string;
  /** This folder and those below it. */
  readonly folder?: string;
  readonly tag?: string;
  readonly archived?: true;
}

/** The filter as the API takes it. */
const queryOf = ({ archived, ...filter }: WorkflowFilter) => ({
  ...filter,
  ...(archived === undefined ? {} : { archived: 'true' }),
});

/** A page of those that fit, as long as the API gives. */
export function fetchWorkflows(filter: WorkflowFilter, cursor: string | undefined, signal: AbortSignal) {
  return api(listWorkflows, { query: { ...queryOf(filter), cursor, limit: 200 } }, { signal });
}

/** The workflows that fit, newest change first, page after page. */
export function useWorkflows(filter: WorkflowFilter = {}) {
  const query = queryOf(filter);
  return useInfiniteQuery({
    queryKey: ['workflows', 'list', query],
    queryFn: ({ pageParam, signal }) => api(listWorkflows, { query: { ...query, cursor: pageParam, limit: 100 } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (previous) => previous,
    refetchOnMount: 'always', // what happened while nobody looked was told to nobody
  });
}
