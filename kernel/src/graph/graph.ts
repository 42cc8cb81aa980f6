import type { DocumentNode, NodeType } from '@sluice/protocol';

/** The ports of loop and for-each nodes: `each` leads into the body, the body's end comes back at `next`, `done` leads on. */
export const LOOP_PORTS = { each: 'each', next: 'next', done: 'done' } as const;
/** Where items leave whose node failed, with `onError: route`. */
export const ERROR_PORT = 'error';

/** A node while the document is being checked. `type` is missing for a stub: a node whose type no installed module provides. */
export interface GraphNode {
  readonly id: string;
  readonly index: number;
  readonly document: DocumentNode;
  readonly type: NodeType | undefined;
  readonly isLoop: boolean;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export interface GraphEdge {
  readonly index: number;
  readonly from: GraphNode;
  readonly fromPort: string;
  readonly to: GraphNode;
  readonly toPort: string;
}

/** The document as nodes and the edges whose ends exist. `incoming` and `outgoing` are indexed by node, in edge order. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly byId: ReadonlyMap<string, GraphNode>;
  readonly edges: readonly GraphEdge[];
  readonly incoming: readonly (readonly GraphEdge[])[];
  readonly outgoing: readonly (readonly GraphEdge[])[];
}

/** An edge that brings a body's end back to its loop; without these edges a legal graph has no cycle. */
export function closesLoop(edge: { readonly to: { readonly isLoop: boolean }; readonly toPort: string }): boolean {
  return edge.to.isLoop && edge.toPort === LOOP_PORTS.next;
}

/** An edge into the body of the loop that it starts from. */
export function opensBody(edge: { readonly from: { readonly isLoop: boolean }; readonly fromPort: string }): boolean {
  return edge.from.isLoop && edge.fromPort === LOOP_PORTS.each;
}
