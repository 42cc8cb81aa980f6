import { getVersion, listVersions, publishWorkflow, type WorkflowVersion } from '@sluice/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../app/services.ts';
import { workflowKey } from './use-workflow.ts';

export const versionsKey = (id: string) => ['workflows', 'versions', id] as const;

/** The published versions of a workflow, newest first. */
export function useVersions(id: string, isEnabled = true) {
  return useQuery({
    queryKey: versionsKey(id),
    queryFn: async ({ signal }) => (await api(listVersions, { params: { id } }, { signal })).items,
    enabled: isEnabled,
  });
}

/** A version with its document, which never changes; nothing is asked for without a hash. */
export function useVersion(id: string, version: string | undefined) {
  return useQuery({
    queryKey: [...versionsKey(id), version],
    queryFn: ({ signal }) => api(getVersion, { params: { id, version: version ?? '' } }, { signal }),
    enabled: version !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Makes the draft, as the engine has it, a version. */
export function usePublish(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { message: string; activate: boolean }): Promise<WorkflowVersion> =>
      api(publishWorkflow, { params: { id }, body }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: workflowKey(id) }),
        client.invalidateQueries({ queryKey: versionsKey(id) }),
        client.invalidateQueries({ queryKey: ['workflows', 'list'] }),
      ]),
  });
}
