import { edgeKeys, type WorkflowDocument } from '@sluice/protocol';
import { removeNodes } from '../draft/edits/remove-nodes.ts';
import { nodeOf } from '../draft/port-ref.ts';

/**
 * The document with a node that was deleted, as it was in `before`: its place, its pinned data, and its wires as far as their other ends
 * are there. The wires that took its place go again.
 */
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
  const isBack = (end: string) => wires.some(({ from, to }) => from === end || to === end);
  const known = new Set(edgeKeys(before.edges));
  const healed = new Set(edgeKeys(removeNodes(before, [id], { heal: true }).edges).filter((key) => !known.has(key)));
  const keys = edgeKeys(document.edges);
  const others = document.edges.filter(({ from, to }, index) => !healed.has(keys[index] ?? '') || !isBack(from) || !isBack(to));
  return {
    ...document,
    nodes,
    edges: [...others, ...wires],
    layout: place === undefined ? document.layout : { ...document.layout, [id]: place },
  };
}
