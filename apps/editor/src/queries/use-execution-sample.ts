import { listExecutions, type ResponseOf } from '@sluice/protocol';
import { useQuery } from '@tanstack/react-query';
import { api } from '../app/services.ts';
import { type ExecutionFilter, queryOf } from './use-executions.ts';

const LIMIT = 200;

type Sample = ResponseOf<typeof listExecutions>;

/** The newest executions that fit, as many as one page holds: for overviews. */
export function useExecutionSample(filter: ExecutionFilter) {
  return useQuery({
    queryKey: ['executions', 'list', 'sample', filter],
    queryFn: ({ signal }) => api(listExecutions, { query: { ...queryOf(filter), limit: LIMIT } }, { signal }),
  });
}

/** How many there are: `200+` where only the first were fetched; undefined while it is not known. */
export function countText(sample: Sample | undefined): string | undefined {
  return sample === undefined ? undefined : `${sample.items.length}${sample.nextCursor === null ? '' : '+'}`;
}
