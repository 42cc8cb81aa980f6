import { includesRight, listSharedWithMe, type ResponseOf, type ShareRight, shareRights } from '@sluice/protocol';
import { useQuery } from '@tanstack/react-query';
import { api, useSession } from '../app/services.ts';

type Shared = ResponseOf<typeof listSharedWithMe>['items'];

export const sharedWithMeKey = ['shares', 'mine'] as const;

/** What is shared with the signing key. */
export function useSharedWithMe() {
  const session = useSession();
  const did = session.phase === 'ready' ? session.did : undefined;
  return useQuery({
    queryKey: [...sharedWithMeKey, did],
    queryFn: ({ signal }) => api(listSharedWithMe, {}, { signal }),
    enabled: did !== undefined,
    staleTime: 30_000,
  });
}

/** The most that the shares of one workflow give; undefined for nothing. */
export function sharedRight(shared: Shared, workflowId: string): ShareRight | undefined {
  const rights = shared.filter(({ share }) => share.workflowId === workflowId).map(({ share }) => share.rights);
  return shareRights.findLast((right) => rights.some((has) => includesRight(has, right)));
}
