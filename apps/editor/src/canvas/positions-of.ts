import type { WorkflowDocument } from '@sluice/protocol';
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
  return ids.length > 0 && ids.every((id) => readPosition(document.layout[id]) === undefined);
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
    const position = readPosition(document.layout[id]);
    if (position !== undefined) placed.set(id, position);
  }
  if (placed.size === 0 && layOut !== undefined) return layOut(document, sizeOf);
  const left = placed.size === 0 ? 0 : Math.min(...[...placed.values()].map(({ x }) => x));
  const below = Math.max(...[...placed].map(([id, { y }]) => y + sizeOf(id).height + ROW_GAP), 0);
  const homeless = ids.filter((id) => !placed.has(id));
  for (const [index, id] of homeless.entries()) placed.set(id, { x: left + index * (sizeOf(id).width + 48), y: below });
  return placed;
}

function readPosition(entry: Record<string, unknown> | undefined): Position | undefined {
  const { x, y } = entry ?? {};
  return typeof x === 'number' && typeof y === 'number' && Number.isFinite(x) && Number.isFinite(y) ? { x, y } : undefined;
}
