import { listTemplates, type ResponseOf } from '@sluice/protocol';
import { useQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import { api } from '../app/services.ts';

export type Template = ResponseOf<typeof listTemplates>['items'][number];

export const templatesKey = ['templates'];

/** The sample workflows, in the language of the page: another language asks for them anew. They change with the engine's version only. */
export function useTemplates() {
  return useQuery({
    queryKey: templatesKey,
    queryFn: ({ signal }) => fetchTemplates(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export async function fetchTemplates(signal?: AbortSignal): Promise<{ items: Template[] }> {
  const { items } = await api(listTemplates, {}, signal === undefined ? {} : { signal });
  const { resolvedLanguage = 'en' } = i18next;
  if (resolvedLanguage === 'en') return { items };
  const { saySamples } = await import('../i18n/say-samples.ts');
  return { items: await saySamples(items, resolvedLanguage) };
}
