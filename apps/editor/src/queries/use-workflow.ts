import { getWorkflow, type ResponseOf } from '@sluice/protocol';
import { useQuery } from '@tanstack/react-query';
import { api } from '../app/services.ts';
import { workflowKey } from './workflow-keys.ts';

export type WorkflowDetail = ResponseOf<typeof getWorkflow>;

/** The draft of a workflow with its issues. */
export function useWorkflow(id: string) {
  return useQuery({ queryKey: workflowKey(id), queryFn: ({ signal }) => api(getWorkflow, { params: { id } }, { signal }) });
}
