import { getWorkflow } from '@sluice/protocol';
import { useQuery } from '@tanstack/react-query';
import { hasCode } from '../api/api-error.ts';
import { api } from '../app/services.ts';

/** The name of a workflow; null when there is none of that id. */
export function useWorkflowName(id: string | undefined) {
  return useQuery({
    queryKey: ['workflows', 'name', id],
    queryFn: async ({ signal }) => {
      try {
        return (await api(getWorkflow, { params: { id: id ?? '' } }, { signal })).name;
      } catch (error) {
        if (hasCode(error, 'workflow_unknown')) return null;
        throw error;
      }
    },
    enabled: id !== undefined,
    staleTime: 60_000,
  });
}
