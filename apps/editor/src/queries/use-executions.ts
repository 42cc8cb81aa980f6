import { listExecutions, type ResponseOf } from '@sluice/protocol';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../app/services.ts';

export type ExecutionSummary = ResponseOf<typeof listExecutions>['items'][number];

export interface ExecutionFilter {
  /** One status, or several with commas between. */
  readonly status?: string;
  readonly workflowId?: string;
  readonly search?: string;
  /** Started at or after, and before: RFC 3339. */
  readonly from?: string;
  readonly to?: string;
}

export const executionsKey = (filter: ExecutionFilter) => ['executions', 'list', filter] as const;

/** Executions, newest first, page after page. */
export function useExecutions(filter: ExecutionFilter) {
  return useInfiniteQuery({
    queryKey: executionsKey(filter),
    queryFn: ({ pageParam, signal }) => api(listExecutions, { query: { ...filter, cursor: pageParam, limit: 100 } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (previous) => previous,
  });
}
