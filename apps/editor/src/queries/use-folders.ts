import { listFolders } from '@sluice/protocol';
import { useQuery } from '@tanstack/react-query';
import { api } from '../app/services.ts';
import { useIsGuest } from './use-me.ts';

/** The folders and tags in use, with counts. Guests have none. */
export function useFolders() {
  const isGuest = useIsGuest();
  return useQuery({
    queryKey: ['workflows', 'folders'],
    queryFn: ({ signal }) => api(listFolders, {}, { signal }),
    enabled: isGuest === false,
  });
}
