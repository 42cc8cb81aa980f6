import { listModules, type NodeType } from '@sluice/protocol';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../app/services.ts';

/** The installed node types by name. */
export type NodeCatalog = ReadonlyMap<string, NodeType>;

export const catalogQuery = queryOptions({
  queryKey: ['modules'],
  queryFn: async ({ signal }): Promise<NodeCatalog> => {
    const { modules } = await api(listModules, {}, { signal });
    return new Map(modules.flatMap((module) => module.nodes.map((node) => [node.type, node])));
  },
  staleTime: 300_000,
});

/** Every installed node type, by `module.name@major`. */
export function useCatalog() {
  return useQuery(catalogQuery);
}
