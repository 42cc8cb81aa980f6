import { deleteSecret, listSecrets, listSecretUses, putSecret, type ResponseOf } from '@sluice/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../app/services.ts';
import { useIsKnownAs } from './use-me.ts';

export type SecretSummary = ResponseOf<typeof listSecrets>['items'][number];

/** Names and bindings; a value never comes here (I7). */
export function useSecrets(isEnabled = true) {
  const canSee = useIsKnownAs('builder');
  return useQuery({
    queryKey: ['secrets', 'list'],
    queryFn: ({ signal }) => api(listSecrets, {}, { signal }),
    enabled: isEnabled && canSee,
  });
}

/** The workflows that name a secret. */
export function useSecretUses(name: string) {
  return useQuery({
    queryKey: ['secrets', 'uses', name],
    queryFn: ({ signal }) => api(listSecretUses, { params: { name } }, { signal }),
  });
}

export function usePutSecret() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, ...body }: { name: string; value: string; hosts: string[] }) =>
      api(putSecret, { params: { name }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['secrets'] }),
  });
}

export function useDeleteSecret() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => api(deleteSecret, { params: { name } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['secrets'] }),
  });
}
