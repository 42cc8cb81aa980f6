import type { WorkflowDocument } from '@sluice/protocol';
import { moveNodes } from '../draft/edits/move-nodes.ts';
import { readPlace } from '../draft/layout-entries.ts';
import type { Graph } from './place-graph.ts';

/**
 * An edit that puts a node somewhere, such that no other node moves by it: those without a place of their own stand where the graph was
 * laid out for them, or in a row beneath the others, and would be put elsewhere as soon as one has a place. They keep the one that they are seen at.
 */
export function keepPlaces(
  update: (document: WorkflowDocument) => WorkflowDocument,
  graph: Pick<Graph, 'steps'>,
): (document: WorkflowDocument) => WorkflowDocument {
  return (current) => {
    const next = update(current);
    if (next.layout === current.layout || !placesNode(current, next)) return next;
    const homeless = [...graph.steps.values()].filter(
      ({ id }) => next.nodes[id] !== undefined && readPlace(next.layout[id]) === undefined,
    );
    return homeless.length === 0 ? next : moveNodes(next, new Map(homeless.map((box) => [box.id, box])));
  };
}

/** Whether a node is put where it did not stand. */
function placesNode(before: WorkflowDocument, after: WorkflowDocument): boolean {
  return Object.keys(after.layout).some(
    (id) => after.layout[id] !== before.layout[id] && Object.hasOwn(after.nodes, id) && readPlace(after.layout[id]) !== undefined,
  );
}
