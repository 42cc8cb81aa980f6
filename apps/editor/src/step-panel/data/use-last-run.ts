import { listExecutions } from '@sluice/protocol';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/services.ts';

/** The newest execution of a workflow: its data is at hand while one writes expressions. Undefined while there is none. */
export function useLastRun(workflowId: string | undefined): string | undefined {
  const { data } = useQuery({
    queryKey: ['executions', 'newest', workflowId],
    queryFn: async ({ signal }) =>
      (await api(listExecutions, { query: { workflowId: workflowId ?? '', limit: 1 } }, { signal })).items[0]?.id ?? null,
    enabled: workflowId !== undefined,
  });
  return data ?? undefined;
}
