import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { stream } from '../../app/services.ts';

/** Runs come in bursts; a list is fetched again at most this often. */
const CALM_MS = 400;

/** Keeps the lists of workflows and executions in step with what runs, while a page that shows one is open. */
export function useListUpdates(workflowId?: string, calmMs = CALM_MS): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer = undefined;
      void client.invalidateQueries({ queryKey: ['workflows', 'list'] });
      void client.invalidateQueries({ queryKey: ['executions', 'list'] });
    };
    const stop = stream.subscribeList(workflowId, {
      onStatus: () => {
        timer ??= setTimeout(refresh, calmMs);
      },
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, workflowId, calmMs]);
}
