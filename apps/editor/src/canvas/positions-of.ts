import type { WorkflowDocument } from '@sluice/protocol';
import { readPlace } from '../draft/layout-entries.ts';
import type { Size } from './geometry.ts';
import type { LayOut } from './lay-out.ts';

/** Between the graph and the row of nodes that have no place. */
const ROW_GAP = 64;

export interface Position {
  readonly x: number;
  readonly y: number;
}

/** Whether the document places none of its nodes, so that `layOut` is needed. */
export function needsLayOut(document: WorkflowDocument): boolean {
  const ids = Object.keys(document.nodes);
  return ids.length > 0 && ids.every((id) => readPlace(document.layout[id]) === undefined);
}

/**
 * Where each node stands (its top left corner). The document's layout counts; where it says nothing at all the graph is laid out from
 * left to right by `layOut`, and single nodes without a place are put in a row beneath the others.
 */
export function positionsOf(
  document: WorkflowDocument,
  sizeOf: (id: string) => Size,
  layOut?: LayOut,
): ReadonlyMap<string, Position> {
  const ids = Object.keys(document.nodes);
  const placed = new Map<string, Position>();
  for (const id of ids) {
    const position = readPlace(document.layout[id]);
    if (position !== undefined) placed.set(id, position);
  }
  if (placed.size === 0 && layOut !== undefined) return laidOut(document, sizeOf, layOut);
  const homeless = ids.filter((id) => !placed.has(id));
  if (homeless.length === 0) return placed;
  let left = placed.size === 0 ? 0 : Number.POSITIVE_INFINITY;
  let below = 0;
  for (const [id, { x, y }] of placed) {
    left = Math.min(left, x);
    below = Math.max(below, y + sizeOf(id).height + ROW_GAP);
  }
  for (const [index, id] of homeless.entries()) placed.set(id, { x: left + index * (sizeOf(id).width + 48), y: below });
  return placed;
}

/** An automatic layout is made once for a graph: dragging and typing ask for it again and again. */
const made = new WeakMap<
  WorkflowDocument['nodes'],
  { readonly edges: unknown; readonly places: ReadonlyMap<string, Position> }
>();

function laidOut(document: WorkflowDocument, sizeOf: (id: string) => Size, layOut: LayOut): ReadonlyMap<string, Position> {
  const known = made.get(document.nodes);
  if (known?.edges === document.edges) return known.places;
  const places = layOut(document, sizeOf);
  made.set(document.nodes, { edges: document.edges, places });
  return places;
}
