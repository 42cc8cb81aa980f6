import { createWorkflow, type WorkflowDocument } from '@sluice/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../app/services.ts';
import { workflowKey } from './workflow-keys.ts';

/** Makes a workflow out of a document, a template's or an imported one. */
export function useCreateWorkflow() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (document: WorkflowDocument) => api(createWorkflow, { body: { document } }),
    onSuccess: async (workflow) => {
      client.setQueryData(workflowKey(workflow.id), workflow);
      await client.invalidateQueries({ queryKey: ['workflows', 'list'] });
    },
  });
}
