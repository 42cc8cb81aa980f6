import type { DocumentNode } from '@sluice/protocol';
import { useCallback } from 'react';
import { nodeTitle } from '../canvas/read-steps.ts';
import { useCatalog } from '../queries/use-catalog.ts';

/** What nodes are called on the canvas. */
export function useNodeTitles(): (id: string, node: DocumentNode) => string {
  const catalog = useCatalog().data;
  return useCallback((id: string, node: DocumentNode) => nodeTitle(id, node, catalog?.get(node.type)), [catalog]);
}
