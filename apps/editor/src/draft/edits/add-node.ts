import type { DocumentNode, WorkflowDocument } from '@sluice/protocol';

/** Puts a node at a place of the canvas (its top left corner). */
export function addNode(
  document: WorkflowDocument,
  id: string,
  node: DocumentNode,
  { x, y }: { readonly x: number; readonly y: number },
): WorkflowDocument {
  return {
    ...document,
    nodes: { ...document.nodes, [id]: node },
    layout: { ...document.layout, [id]: { ...document.layout[id], x: Math.round(x), y: Math.round(y) } },
  };
}
