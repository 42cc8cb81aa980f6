import { addKey, listKeys, type ResponseOf, type Role, revokeKey, updateKey } from '@sluice/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../app/services.ts';
import { useIsKnownAs } from './use-me.ts';

export type KeySummary = ResponseOf<typeof listKeys>['items'][number];

export function useKeys() {
  const canSee = useIsKnownAs('admin');
  return useQuery({ queryKey: ['keys'], queryFn: ({ signal }) => api(listKeys, {}, { signal }), enabled: canSee });
}

export function useAddKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { did: string; role: Role; name: string }) => api(addKey, { body }),
    onSuccess: () =>
      Promise.all([client.invalidateQueries({ queryKey: ['keys'] }), client.invalidateQueries({ queryKey: ['people'] })]),
  });
}

export function useUpdateKey(did: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { role?: Role; name?: string }) => api(updateKey, { params: { did }, body }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['keys'] }),
        client.invalidateQueries({ queryKey: ['people'] }),
        client.invalidateQueries({ queryKey: ['me'] }),
      ]),
  });
}

export function useRevokeKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (did: string) => api(revokeKey, { params: { did } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['keys'] }),
  });
}
