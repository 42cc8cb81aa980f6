import { type Json, runWorkflow } from '@sluice/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../app/services.ts';

export interface RunInput {
  readonly trigger: string;
  readonly items: readonly Json[];
}

/** Starts an execution of a workflow's draft at a trigger. */
export function useRunWorkflow(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ trigger, items }: RunInput) =>
      api(runWorkflow, { params: { id }, body: { version: 'draft', trigger, items: [...items], wait: false } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['workflows', 'list'] }),
  });
}
