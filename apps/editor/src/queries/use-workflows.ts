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

/** The workflows that fit, newest change first, page after page. */
export function useWorkflows({ archived, ...filter }: WorkflowFilter = {}) {
  const query = { ...filter, ...(archived === undefined ? {} : { archived: 'true' }) };
  return useInfiniteQuery({
    queryKey: ['workflows', 'list', query],
    queryFn: ({ pageParam, signal }) => api(listWorkflows, { query: { ...query, cursor: pageParam, limit: 100 } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (previous) => previous,
  });
}
