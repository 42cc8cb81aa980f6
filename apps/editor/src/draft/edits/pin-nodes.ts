import type { NodePin, WorkflowDocument } from '@sluice/protocol';

/** Pins to a node what it gives out in runs from the editor. */
export function pinNode(document: WorkflowDocument, id: string, pin: NodePin): WorkflowDocument {
  if (document.nodes[id] === undefined) return document;
  return { ...document, layout: { ...document.layout, [id]: { ...document.layout[id], pin } } };
}

/** Takes from nodes what is pinned to them. */
export function unpinNodes(document: WorkflowDocument, ids: Iterable<string>): WorkflowDocument {
  const layout = { ...document.layout };
  for (const id of ids) {
    const { pin, ...entry } = layout[id] ?? {};
    if (pin !== undefined) layout[id] = entry;
  }
  return { ...document, layout };
}
