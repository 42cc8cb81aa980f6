import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { stream } from '../../../app/services.ts';
import { sharedRight, useSharedWithMe } from '../../../queries/use-shared-with-me.ts';

/** Where a workflow is seen by a share: asks for everything anew when the stream says that the share has ended, so that the page says so at once. */
export function useShareWatch(workflowId: string): void {
  const client = useQueryClient();
  const shared = useSharedWithMe();
  const isShared = sharedRight(shared.data?.items ?? [], workflowId) !== undefined;
  useEffect(() => {
    if (!isShared) return;
    return stream.subscribeList(workflowId, {
      onStatus: () => {},
      onError: () => {
        for (const queryKey of [['workflows'], ['executions'], ['shares']]) void client.invalidateQueries({ queryKey });
      },
    });
  }, [client, workflowId, isShared]);
}
