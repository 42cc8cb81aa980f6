import { listTemplates, type ResponseOf } from '@sluice/protocol';
import { useQuery } from '@tanstack/react-query';
import { api } from '../app/services.ts';

export type Template = ResponseOf<typeof listTemplates>['items'][number];

/** The sample workflows; they change with the engine's version only. */
export function useTemplates() {
  return useQuery({
    queryKey: ['templates'],
    queryFn: ({ signal }) => api(listTemplates, {}, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
