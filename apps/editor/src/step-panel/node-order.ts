import type { WorkflowDocument } from '@sluice/protocol';
import { neighboursOf } from './data/neighbours.ts';

/** The nodes as they follow one another along the wires, branch by branch; those that no wire leads to from a beginning come last. */
export function nodeOrder({ nodes, edges }: Pick<WorkflowDocument, 'nodes' | 'edges'>): readonly string[] {
  const ids = Object.keys(nodes);
  const { before, after } = neighboursOf(edges);
  const order = new Set<string>();
  // A stack in place of recursion: a chain of nodes may be thousands long.
  const visit = (first: string): void => {
    const stack = [first];
    while (stack.length > 0) {
      const id = stack.pop() ?? first;
      if (order.has(id) || nodes[id] === undefined) continue;
      order.add(id);
      stack.push(...[...(after.get(id) ?? [])].reverse());
    }
  };
  for (const id of ids) if (!before.has(id)) visit(id);
  for (const id of ids) visit(id);
  return [...order];
}

/** The nodes before and after another one; undefined at the ends. */
export function neighboursIn(
  document: Pick<WorkflowDocument, 'nodes' | 'edges'>,
  id: string,
): { readonly before: string | undefined; readonly after: string | undefined } {
  const order = nodeOrder(document);
  const at = order.indexOf(id);
  return { before: order[at - 1], after: order[at + 1] };
}
