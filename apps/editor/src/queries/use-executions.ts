import { listExecutions, type ResponseOf } from '@sluice/protocol';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../app/services.ts';
import { type Span, spans } from './execution-spans.ts';

export type ExecutionSummary = ResponseOf<typeof listExecutions>['items'][number];

export interface ExecutionFilter {
  /** One status, or several with commas between. */
  readonly status?: string;
  readonly workflowId?: string;
  readonly search?: string;
  /** Started at or after, and before: RFC 3339. */
  readonly from?: string;
  readonly to?: string;
  /** Started no longer ago than this; moves on with the time, in place of `from` and `to`. */
  readonly since?: Span;
}

export const executionsKey = (filter: ExecutionFilter) => ['executions', 'list', filter] as const;

/** The filter as the API takes it, at this moment. */
export function queryOf({ since, ...filter }: ExecutionFilter) {
  return since === undefined ? filter : { ...filter, from: new Date(Date.now() - spans[since]).toISOString() };
}

/** A page of those that fit, as long as the API gives. */
export function fetchExecutions(query: ReturnType<typeof queryOf>, cursor: string | undefined, signal: AbortSignal) {
  return api(listExecutions, { query: { ...query, cursor, limit: 200 } }, { signal });
}

/** Executions that fit, newest first, page after page. */
export function useExecutions(filter: ExecutionFilter) {
  return useInfiniteQuery({
    queryKey: executionsKey(filter),
    queryFn: ({ pageParam, signal }) =>
      api(listExecutions, { query: { ...queryOf(filter), cursor: pageParam, limit: 100 } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (previous) => previous,
    refetchOnMount: 'always', // what happened while nobody looked was told to nobody
  });
}
