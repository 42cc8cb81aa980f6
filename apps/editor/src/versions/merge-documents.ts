import { edgeKeys, type WorkflowDocument } from '@sluice/protocol';
import type { CanvasMark, CanvasMarks } from '../canvas/canvas-marks-context.ts';
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
  const places = Object.entries(before.layout).filter(([id]) => Object.hasOwn(before.nodes, id));
  const gone = comparison.wires.filter(({ kind }) => kind === 'removed');
  const edges = [...after.edges, ...gone.map(({ from, to }) => ({ from, to }))];
  const keys = [...edgeKeys(after.edges), ...gone.map(({ key }) => key)];
  const marked = keys.flatMap((key, index): [number, CanvasMark][] => {
    const kind = kinds.get(key);
    return kind === undefined ? [] : [[index, kind === 'moved' ? 'changed' : kind]];
  });
  return {
    document: {
      ...after,
      nodes: { ...after.nodes, ...Object.fromEntries(removed.map(({ id, node }) => [id, node])) },
      edges,
      layout: { ...Object.fromEntries(places), ...after.layout },
    },
    marks: { nodes: new Map(comparison.nodes.map(({ id, kind }) => [id, kind])), edges: new Map(marked) },
  };
}
