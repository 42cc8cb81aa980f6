import type { WorkflowDocument } from '@sluice/protocol';
import type { NodeCatalog } from '../../queries/use-catalog.ts';

/** The ids of a workflow's triggers; the manual one first, since that is the one that Run means. */
export function triggersOf(document: WorkflowDocument, catalog: NodeCatalog): string[] {
  const isManual = (id: string) => document.nodes[id]?.type.startsWith('core.manual@') === true;
  return Object.entries(document.nodes)
    .filter(([, node]) => catalog.get(node.type)?.kind === 'trigger')
    .map(([id]) => id)
    .sort((a, b) => Number(isManual(b)) - Number(isManual(a)));
}
