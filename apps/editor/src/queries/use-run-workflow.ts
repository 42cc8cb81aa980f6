import { type Json, type RunPart, runWorkflow } from '@sluice/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../app/services.ts';

/** A whole run at a trigger, or a run of a part, whose beginning the engine finds. */
export type RunInput = { readonly trigger: string; readonly items: readonly Json[] } | { readonly partial: RunPart };

/** Starts an execution of a workflow's draft. */
export function useRunWorkflow(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: RunInput) => {
      const what = 'partial' in input ? input : { trigger: input.trigger, items: [...input.items] };
      return api(runWorkflow, { params: { id }, body: { version: 'draft', ...what, wait: false } });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['workflows', 'list'] }),
  });
}
