import { cancelExecution, deleteExecution, retryExecution } from '@sluice/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../app/services.ts';

/** What lists do to executions. `refresh` afterwards: once for many. */
export function useExecutionChanges() {
  const client = useQueryClient();
  return useMemo(
    () => ({
      refresh: () =>
        Promise.all([
          client.invalidateQueries({ queryKey: ['executions', 'list'] }),
          client.invalidateQueries({ queryKey: ['workflows', 'list'] }),
        ]),
      /** Starts it anew with the same items; gives the new execution's id. */
      retry: async (id: string, version: 'same' | 'draft') =>
        (await api(retryExecution, { params: { id }, body: { version } })).executionId,
      cancel: (id: string) => api(cancelExecution, { params: { id }, body: {} }),
      remove: (id: string) => api(deleteExecution, { params: { id } }),
    }),
    [client],
  );
}
