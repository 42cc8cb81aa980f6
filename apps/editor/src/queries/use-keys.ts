import { addKey, listKeys, type ResponseOf, type Role, revokeKey } from '@sluice/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../app/services.ts';

export type KeySummary = ResponseOf<typeof listKeys>['items'][number];

export function useKeys(isEnabled: boolean) {
  return useQuery({ queryKey: ['keys'], queryFn: ({ signal }) => api(listKeys, {}, { signal }), enabled: isEnabled });
}

export function useAddKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { did: string; role: Role; name: string }) => api(addKey, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['keys'] }),
  });
}

export function useRevokeKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (did: string) => api(revokeKey, { params: { did } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['keys'] }),
  });
}
