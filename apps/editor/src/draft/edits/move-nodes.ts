import type { WorkflowDocument } from '@sluice/protocol';

/** Puts nodes, notes and groups at places of the canvas (their top left corners). */
export function moveNodes(
  document: WorkflowDocument,
  positions: ReadonlyMap<string, { readonly x: number; readonly y: number }>,
): WorkflowDocument {
  const places = [...positions].map(([id, { x, y }]) => [id, { ...document.layout[id], x: Math.round(x), y: Math.round(y) }]);
  return { ...document, layout: { ...document.layout, ...Object.fromEntries(places) } };
}
