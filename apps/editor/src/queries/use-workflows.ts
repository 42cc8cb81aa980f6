import { listWorkflows, type ResponseOf } from '@sluice/protocol';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../app/services.ts';

export type WorkflowSummary = ResponseOf<typeof listWorkflows>['items'][number];

/** The workflows, newest change first, page after page. */
export function useWorkflows(search: string) {
  return useInfiniteQuery({
    queryKey: ['workflows', 'list', search],
    queryFn: ({ pageParam, signal }) => api(listWorkflows, { query: { search, cursor: pageParam, limit: 100 } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (previous) => previous,
  });
}
