import { getVersion, listVersions, publishWorkflow, type WorkflowVersion } from '@sluice/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../app/services.ts';
import { versionsKey, workflowKey } from './workflow-keys.ts';

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

/** Makes a revision of the draft a version; refused with `draft_changed` when the engine has a newer one. */
export function usePublish(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { message: string; activate: boolean; revision: number }): Promise<WorkflowVersion> =>
      api(publishWorkflow, { params: { id }, body }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: workflowKey(id) }),
        client.invalidateQueries({ queryKey: versionsKey(id) }),
        client.invalidateQueries({ queryKey: ['workflows', 'list'] }),
      ]),
  });
}
