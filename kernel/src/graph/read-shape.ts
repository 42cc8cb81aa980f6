import type { Issue, WorkflowDocument } from '@sluice/protocol';
import { checkShape } from './check-shape.ts';
import { createGraph } from './create-graph.ts';
import type { GraphNode } from './graph.ts';
import type { Catalog } from './plan.ts';
import { resolvePorts } from './resolve-ports.ts';

/** How a document hangs together, apart from parameters and templates. */
export interface Shape {
  /** By the id of a loop or for-each node: the ids of the nodes in its body, inner bodies included. Undefined while there are illegal cycles. */
  readonly bodies: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  /** What is wrong with the edges: ends that do not exist, cycles, bodies that are entered or left. What never runs is no fault of a shape. */
  readonly issues: readonly Issue[];
}

/** The part of compiling that looks at the edges alone: quick enough to be asked while a wire is being drawn, and it parses no code. */
export function readShape(document: Pick<WorkflowDocument, 'nodes' | 'edges'>, catalog: Catalog): Shape {
  const issues: Issue[] = [];
  const nodes = Object.entries(document.nodes).map(([id, node], index): GraphNode => {
    const type = catalog.get(node.type);
    if (type === undefined) return { id, index, document: node, type, isLoop: false, inputs: [], outputs: [] };
    const isLoop = type.kind === 'loop' || type.kind === 'for-each';
    return { id, index, document: node, type, isLoop, ...resolvePorts({ id, type, document: node, params: node.params }, []) };
  });
  const graph = createGraph(nodes, document.edges, issues);
  const found = checkShape(graph, issues);
  if (found === undefined) return { bodies: undefined, issues };
  const loops = graph.nodes.filter((node) => node.isLoop);
  const bodies = new Map(loops.map((loop) => [loop.id, new Set([...found.bodies.bodyOf[loop.index]!].map((node) => node.id))]));
  return { bodies, issues };
}
