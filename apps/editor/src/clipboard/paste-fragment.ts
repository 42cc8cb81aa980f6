import type { DocumentNode, WorkflowDocument } from '@sluice/protocol';
import { freeIds } from '../draft/edits/free-ids.ts';
import { pointToCopies } from '../draft/edits/point-to-copies.ts';
import { readGroup, readPlace } from '../draft/layout-entries.ts';
import { nodeOf, portOf } from '../draft/port-ref.ts';
import type { Fragment } from './fragment.ts';

/** Between nodes of a fragment that says nothing of where they stand, in px. */
const STEP = { x: 312, y: 140 };

/** What the nodes, notes and groups of a fragment are called in a document: as they were where that is free. */
export function pastedIds(document: WorkflowDocument, fragment: Fragment): ReadonlyMap<string, string> {
  const all = new Set([...Object.keys(fragment.nodes), ...Object.keys(fragment.layout)]);
  return freeIds(
    document,
    [...all].filter((id) => fragment.nodes[id] !== undefined || fragment.layout[id]?.['kind'] !== undefined),
  );
}

/** Puts a fragment into a document, moved by `shift` in px; wires, groups and `$node('id')` follow the new names. */
export function pasteFragment(
  document: WorkflowDocument,
  fragment: Fragment,
  ids: ReadonlyMap<string, string>,
  shift: { readonly x: number; readonly y: number },
): WorkflowDocument {
  const nodes: Record<string, DocumentNode> = {};
  const layout: Record<string, WorkflowDocument['layout'][string]> = {};
  const places = placesOf(fragment);
  for (const [id, free] of ids) {
    const node = fragment.nodes[id];
    if (node !== undefined) nodes[free] = { ...node, params: pointToCopies(node.params, ids) as DocumentNode['params'] };
    const { pin: _pin, sample: _sample, ...entry } = fragment.layout[id] ?? {};
    const members = readGroup(fragment.layout[id])?.members.flatMap((member) => ids.get(member) ?? []);
    const place = places.get(id) ?? { x: 0, y: 0 };
    layout[free] = {
      ...entry,
      ...(members === undefined ? {} : { members }),
      x: Math.round(place.x + shift.x),
      y: Math.round(place.y + shift.y),
    };
  }
  const edges = fragment.edges.flatMap(({ from, to }) => {
    const [source, target] = [ids.get(nodeOf(from)), ids.get(nodeOf(to))];
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

/** Where everything of a fragment stands (top left corners); what has no place is put in a row beneath the rest. */
export function placesOf({ nodes, layout }: Fragment): ReadonlyMap<string, { readonly x: number; readonly y: number }> {
  const places = new Map<string, { readonly x: number; readonly y: number }>();
  for (const id of [...Object.keys(nodes), ...Object.keys(layout)]) {
    const place = readPlace(layout[id]);
    if (place !== undefined) places.set(id, place);
  }
  const below = places.size === 0 ? 0 : Math.max(...[...places.values()].map(({ y }) => y)) + STEP.y;
  const left = places.size === 0 ? 0 : Math.min(...[...places.values()].map(({ x }) => x));
  const homeless = Object.keys(nodes).filter((id) => !places.has(id));
  for (const [index, id] of homeless.entries()) places.set(id, { x: left + index * STEP.x, y: below });
  return places;
}
