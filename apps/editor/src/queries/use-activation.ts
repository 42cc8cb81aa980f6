import { activateWorkflow, deactivateWorkflow } from '@sluice/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../app/services.ts';
import { versionsKey, workflowKey } from './workflow-keys.ts';

/** `on`: the triggers of a version, by default the newest, start executions from now on. `off`: none do. */
export type Activation = { readonly to: 'on'; readonly version?: string } | { readonly to: 'off' };

export function useActivation(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (activation: Activation): Promise<void> => {
      if (activation.to === 'off') await api(deactivateWorkflow, { params: { id } });
      else
        await api(activateWorkflow, {
          params: { id },
          body: activation.version === undefined ? {} : { version: activation.version },
        });
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: workflowKey(id) }),
        client.invalidateQueries({ queryKey: versionsKey(id) }),
        client.invalidateQueries({ queryKey: ['workflows', 'list'] }),
      ]),
  });
}
