import { activateWorkflow, deactivateWorkflow, publishWorkflow } from '@sluice/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../app/services.ts';
import { workflowKey } from './use-workflow.ts';

/** `publish`: the draft becomes a version and its triggers listen; `on` and `off` switch the triggers of the newest version. */
export type Activation = 'publish' | 'on' | 'off';

export function useActivation(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (activation: Activation): Promise<void> => {
      if (activation === 'publish') await api(publishWorkflow, { params: { id }, body: { activate: true } });
      else if (activation === 'on') await api(activateWorkflow, { params: { id }, body: {} });
      else await api(deactivateWorkflow, { params: { id } });
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: workflowKey(id) }),
        client.invalidateQueries({ queryKey: ['workflows', 'list'] }),
      ]),
  });
}
