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
    const soon = () => {
      timer ??= setTimeout(refresh, calmMs);
    };
    const stop = stream.subscribeList(workflowId, { onStatus: soon });
    // What happened between the fetching of the list and the beginning of the connection, or while it was broken, was told to nobody here.
    const stopState = stream.onState((state) => {
      if (state === 'open') soon();
    });
    return () => {
      clearTimeout(timer);
      stopState();
      stop();
    };
  }, [client, workflowId, calmMs]);
}
