import type { DocumentNode, WorkflowDocument } from '@sluice/protocol';
import { readGroup, readNote, readPlace } from '../layout-entries.ts';
import { nodeOf, portOf } from '../port-ref.ts';
import { freeId } from './free-id.ts';
import { pointToCopies } from './point-to-copies.ts';
import { withMembers } from './remove-nodes.ts';

/** What each of these nodes, notes and groups is called as a copy; groups with their members. */
export function copyIds(document: WorkflowDocument, ids: Iterable<string>): ReadonlyMap<string, string> {
  const wanted = new Set(withMembers(document, ids));
  const copies = new Map<string, string>();
  const taken = new Set<string>();
  for (const id of wanted) {
    const entry = document.layout[id];
    if (document.nodes[id] === undefined && readNote(entry) === undefined && readGroup(entry) === undefined) continue;
    const copy = freeId(document, id, taken);
    taken.add(copy);
    copies.set(id, copy);
  }
  return copies;
}

/** Copies nodes with the wires among them and their references to each other, notes, and groups; `shift` is how far from the originals, in px. */
export function duplicateNodes(
  document: WorkflowDocument,
  copies: ReadonlyMap<string, string>,
  shift: { readonly x: number; readonly y: number },
): WorkflowDocument {
  const nodes: Record<string, DocumentNode> = {};
  const layout: WorkflowDocument['layout'] = {};
  for (const [id, copy] of copies) {
    const node = document.nodes[id];
    if (node !== undefined) nodes[copy] = { ...node, params: pointToCopies(node.params, copies) as DocumentNode['params'] };
    const place = readPlace(document.layout[id]);
    if (place === undefined) continue;
    const members = readGroup(document.layout[id])?.members.flatMap((member) => copies.get(member) ?? []);
    const at = { x: place.x + shift.x, y: place.y + shift.y };
    layout[copy] = { ...document.layout[id], ...at, ...(members === undefined ? {} : { members }) };
  }
  const edges = document.edges.flatMap(({ from, to }) => {
    const [source, target] = [copies.get(nodeOf(from)), copies.get(nodeOf(to))];
    return source === undefined || target === undefined
      ? []
      : [{ from: `${source}.${portOf(from)}`, to: `${target}.${portOf(to)}` }];
  });
  return {
    ...document,
    nodes: { ...document.nodes, ...nodes },
    edges: [...document.edges, ...edges],
    layout: { ...document.layout, ...layout },
  };
}
