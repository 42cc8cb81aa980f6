import { getStepItems, type ResponseOf } from '@sluice/protocol';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../app/services.ts';

export type ItemView = ResponseOf<typeof getStepItems>['items'][number];

const PAGE = 100;

export interface StepItemsOf {
  readonly executionId: string;
  readonly node: string;
  readonly scope: string;
  readonly side: 'in' | 'out';
  readonly port: string;
  /** How many there are at this moment; a new count is a new list. */
  readonly count: number;
}

/** The items of one port of a step, fetched page after page as they are scrolled to. */
export function useStepItems({ executionId, node, scope, side, port, count }: StepItemsOf) {
  return useInfiniteQuery({
    queryKey: ['executions', 'items', executionId, node, scope, side, port, count],
    queryFn: ({ pageParam, signal }) =>
      api(
        getStepItems,
        { params: { id: executionId }, query: { node, scope, side, port, offset: pageParam, limit: PAGE } },
        { signal },
      ),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const loaded = pages.reduce((sum, page) => sum + page.items.length, 0);
      return last.items.length === 0 || loaded >= last.total ? undefined : loaded;
    },
    enabled: count > 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
