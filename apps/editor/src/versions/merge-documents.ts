import { edgeKeys, type WorkflowDocument } from '@sluice/protocol';
import type { CanvasMark, CanvasMarks } from '../canvas/canvas-marks-context.ts';
import { readPlace } from '../draft/layout-entries.ts';
import type { DocumentComparison } from './compare-documents.ts';

export interface MergedDocument {
  readonly document: WorkflowDocument;
  readonly marks: CanvasMarks;
}

/** Both documents in one, to be drawn: the later one, what it has no more beside it, and what differs marked. */
export function mergeDocuments(
  before: WorkflowDocument,
  after: WorkflowDocument,
  comparison: DocumentComparison,
): MergedDocument {
  const removed = comparison.nodes.filter(({ kind }) => kind === 'removed');
  const kinds = new Map(comparison.wires.map(({ key, kind }) => [key, kind]));
  const nodes = { ...after.nodes, ...Object.fromEntries(removed.map(({ id, node }) => [id, node])) };
  const gone = comparison.wires.filter(({ kind }) => kind === 'removed');
  const edges = [...after.edges, ...gone.map(({ from, to }) => ({ from, to }))];
  const keys = [...edgeKeys(after.edges), ...gone.map(({ key }) => key)];
  const marked = keys.flatMap((key, index): [number, CanvasMark][] => {
    const kind = kinds.get(key);
    return kind === undefined ? [] : [[index, kind === 'moved' ? 'changed' : kind]];
  });
  const layout = mergeLayouts(
    before,
    after,
    removed.map(({ id }) => id),
  );
  return {
    document: { ...after, nodes, edges, layout },
    marks: { nodes: new Map(comparison.nodes.map(({ id, kind }) => [id, kind])), edges: new Map(marked) },
  };
}

/** So far apart, in px, nodes do not touch; a node without port names is less high. */
const APART = { x: 240, y: 72 };
const STEP_DOWN = 88;

/** Where everything stands: what is gone where it stood, or beneath what has taken its place since. */
function mergeLayouts(before: WorkflowDocument, after: WorkflowDocument, removed: readonly string[]): WorkflowDocument['layout'] {
  const known = Object.entries(before.layout).filter(([id]) => Object.hasOwn(before.nodes, id));
  const layout = { ...Object.fromEntries(known), ...after.layout };
  const standing = Object.keys(after.nodes).flatMap((id) => readPlace(layout[id]) ?? []);
  for (const id of removed) {
    const entry = before.layout[id];
    const place = readPlace(entry);
    if (place === undefined) continue;
    let { y } = place;
    const isTaken = () => standing.some((other) => Math.abs(other.x - place.x) < APART.x && Math.abs(other.y - y) < APART.y);
    while (isTaken()) y += STEP_DOWN;
    standing.push({ x: place.x, y });
    layout[id] = { ...entry, y };
  }
  return layout;
}
