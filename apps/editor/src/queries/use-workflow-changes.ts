import {
  activateWorkflow,
  archiveWorkflow,
  createWorkflow,
  getWorkflow,
  moveFolder,
  organizeWorkflow,
  restoreWorkflow,
  type WorkflowDocument,
} from '@sluice/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../app/services.ts';
import type { WorkflowSummary } from './use-workflows.ts';

type Archived = Pick<WorkflowSummary, 'id' | 'activeVersion'>;

/** What the list does to workflows. `refresh` afterwards: once for many. */
export function useWorkflowChanges() {
  const client = useQueryClient();
  return useMemo(
    () => ({
      refresh: () => client.invalidateQueries({ queryKey: ['workflows'] }),
      archive: ({ id }: Archived) => api(archiveWorkflow, { params: { id } }),
      /** Takes back an archiving: what was active before is active again. */
      unarchive: async ({ id, activeVersion }: Archived) => {
        await api(restoreWorkflow, { params: { id } });
        if (activeVersion !== null) await api(activateWorkflow, { params: { id }, body: { version: activeVersion } });
      },
      restore: ({ id }: Archived) => api(restoreWorkflow, { params: { id } }),
      organize: (id: string, filing: { folder?: string; tags?: string[] }) =>
        api(organizeWorkflow, { params: { id }, body: filing }),
      moveFolder: (from: string, to: string) => api(moveFolder, { body: { from, to } }),
      create: (document: WorkflowDocument, folder: string) => api(createWorkflow, { body: { document, folder } }),
      duplicate: async ({ id, folder, tags }: WorkflowSummary, name: string) => {
        const { document } = await api(getWorkflow, { params: { id } });
        return api(createWorkflow, { body: { document: { ...document, name: name.slice(0, 200) }, folder, tags } });
      },
      documentOf: async (id: string) => (await api(getWorkflow, { params: { id } })).document,
    }),
    [client],
  );
}
