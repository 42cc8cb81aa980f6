import type { WorkflowDocument } from '@sluice/protocol';
import { nodeOf } from '../draft/port-ref.ts';

/** The document with a node that was deleted, as it was in `before`: its place, its pinned data, and its wires as far as their other ends are there. */
export function bringBackNode(document: WorkflowDocument, before: WorkflowDocument, id: string): WorkflowDocument {
  const node = before.nodes[id];
  if (node === undefined || document.nodes[id] !== undefined) return document;
  const nodes = { ...document.nodes, [id]: node };
  const place = before.layout[id];
  const wires = before.edges.filter(({ from, to }) => {
    const ends = [nodeOf(from), nodeOf(to)];
    const isKnown = document.edges.some((edge) => edge.from === from && edge.to === to);
    return ends.includes(id) && !isKnown && ends.every((end) => Object.hasOwn(nodes, end));
  });
  return {
    ...document,
    nodes,
    edges: [...document.edges, ...wires],
    layout: place === undefined ? document.layout : { ...document.layout, [id]: place },
  };
}
