import { listModules, type NodeType } from '@sluice/protocol';
import { queryOptions, useQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import { api } from '../app/services.ts';

/** The installed node types by name. */
export type NodeCatalog = ReadonlyMap<string, NodeType>;

/** In the language of the page: another language asks for it anew. */
export const catalogQuery = queryOptions({
  queryKey: ['modules'],
  queryFn: async ({ signal }): Promise<NodeCatalog> => {
    const { modules } = await api(listModules, {}, { signal });
    const nodes = await inOwnWords(modules.flatMap((module) => module.nodes));
    return new Map(nodes.map((node) => [node.type, node]));
  },
  staleTime: 300_000,
});

/** Every installed node type, by `module.name@major`. */
export function useCatalog() {
  return useQuery(catalogQuery);
}

/** Node types in the language of the page, as far as it has texts for them; their manifests are in English. */
export async function inOwnWords(nodes: NodeType[]): Promise<NodeType[]> {
  const { resolvedLanguage = 'en' } = i18next;
  return resolvedLanguage === 'en' ? nodes : (await import('../i18n/say-nodes.ts')).sayNodes(nodes, resolvedLanguage);
}
