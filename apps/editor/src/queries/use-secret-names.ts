import { listSecrets } from '@sluice/protocol';
import { useQuery } from '@tanstack/react-query';
import { api } from '../app/services.ts';

/** The secrets' names and the hosts that they are bound to; never a value. For those who build. */
export function useSecretNames(isEnabled: boolean) {
  return useQuery({
    queryKey: ['secrets'],
    queryFn: async ({ signal }) => (await api(listSecrets, {}, { signal })).items,
    enabled: isEnabled,
  });
}
