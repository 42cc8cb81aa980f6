import { createShare, listShares, revokeShare, type Share } from '@sluice/protocol';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { CallInput } from '../api/request-of.ts';
import { api } from '../app/services.ts';

type NewShare = CallInput<typeof createShare>['body'];

const LOOK_AGAIN_MS = 5000;

const sharesKey = (workflowId: string) => ['shares', 'of', workflowId] as const;

/** With whom a workflow is shared, newest first, page after page. */
export function useShares(workflowId: string) {
  return useInfiniteQuery({
    queryKey: sharesKey(workflowId),
    queryFn: ({ pageParam, signal }) =>
      api(listShares, { params: { id: workflowId }, query: { cursor: pageParam, limit: 200 } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    // Others open links while this is looked at.
    staleTime: 0,
    // Of a long list, all that has come would be fetched again.
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 2 ? false : LOOK_AGAIN_MS),
  });
}

export function useCreateShare(workflowId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewShare): Promise<Share> => api(createShare, { params: { id: workflowId }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: sharesKey(workflowId) }),
  });
}

export function useRevokeShare(workflowId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (shareId: string) => api(revokeShare, { params: { id: workflowId, shareId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: sharesKey(workflowId) }),
  });
}
