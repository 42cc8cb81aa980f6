import type { WorkflowDocument } from '@sluice/protocol';
import { splitPortRef } from '../draft/port-ref.ts';

/** The nodes as they follow one another along the wires, branch by branch; those that no wire leads to from a beginning come last. */
export function nodeOrder({ nodes, edges }: Pick<WorkflowDocument, 'nodes' | 'edges'>): readonly string[] {
  const ids = Object.keys(nodes);
  const targets = new Set(edges.map(({ to }) => splitPortRef(to).node));
  const order = new Set<string>();
  const visit = (id: string): void => {
    if (order.has(id) || nodes[id] === undefined) return;
    order.add(id);
    for (const { from, to } of edges) if (splitPortRef(from).node === id) visit(splitPortRef(to).node);
  };
  for (const id of ids) if (!targets.has(id)) visit(id);
  for (const id of ids) visit(id);
  return [...order];
}

/** The node before or after another one; undefined at the ends. */
export function neighbourOf(document: Pick<WorkflowDocument, 'nodes' | 'edges'>, id: string, by: 1 | -1): string | undefined {
  const order = nodeOrder(document);
  return order[order.indexOf(id) + by];
}
