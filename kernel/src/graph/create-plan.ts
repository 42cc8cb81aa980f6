import type { Json, WorkflowDocument } from '@sluice/protocol';
import type { FoundReferences } from './check-references.ts';
import type { Bodies } from './find-bodies.ts';
import type { Graph, GraphEdge, GraphNode } from './graph.ts';
import type { Plan, PlanNode, PlanTemplate } from './plan.ts';

/** A node with what was read from its parameters. */
export interface NodeParts {
  readonly node: GraphNode;
  readonly params: { readonly [name: string]: Json };
  readonly templates: readonly PlanTemplate[];
  readonly references: FoundReferences;
}

export interface PlanParts {
  readonly document: Omit<WorkflowDocument, 'layout'>;
  readonly version: string;
  readonly graph: Graph;
  readonly bodies: Bodies;
  readonly parts: readonly NodeParts[];
  /** By node index. */
  readonly references: readonly (readonly string[])[];
}

/** Puts the plan of a document without issues together. */
export function createPlan({ document, version, graph, bodies, parts, references }: PlanParts): Plan {
  return {
    version,
    name: document.name,
    nodes: parts.map((part) => createPlanNode(part, graph, bodies, references[part.node.index]!)),
    edges: graph.edges.map(({ index, from, fromPort, to, toPort }) => ({ index, from: from.id, fromPort, to: to.id, toPort })),
    triggers: graph.nodes.filter((node) => node.type?.kind === 'trigger').map((node) => node.id),
    settings: document.settings,
    types: [...new Set(graph.nodes.map((node) => node.document.type))].sort(),
  };
}

function createPlanNode(
  { node, params, templates }: NodeParts,
  graph: Graph,
  bodies: Bodies,
  references: readonly string[],
): PlanNode {
  // A document without issues has no stubs.
  const type = node.type!;
  const { document } = node;
  const sources = templates.map((template) => template.source).join('\n');
  return {
    id: node.id,
    index: node.index,
    type: type.type,
    kind: type.kind,
    title: document.name ?? type.title,
    params,
    templates,
    references,
    reads: (['trigger', 'vars', 'execution'] as const).filter(
      (name) => sources.includes(`$${name}`) || (name === 'execution' && type.readsExecution !== false),
    ),
    inputs: node.inputs,
    outputs: node.outputs,
    inEdges: edgesByPort(node.inputs, graph.incoming[node.index]!, (edge) => edge.toPort),
    outEdges: edgesByPort(node.outputs, graph.outgoing[node.index]!, (edge) => edge.fromPort),
    loops: bodies.loopsOf[node.index]!.map((loop) => loop.id),
    body: [...bodies.bodyOf[node.index]!].map((member) => member.id).sort(),
    onError: document.onError ?? 'stop',
    retry: document.retry,
    timeoutMs: document.timeoutMs,
    onDoubt: document.onDoubt ?? 'ask',
    disabled: document.disabled,
    effects: type.effects,
  };
}

function edgesByPort(
  ports: readonly string[],
  edges: readonly GraphEdge[],
  portOf: (edge: GraphEdge) => string,
): { readonly [port: string]: readonly number[] } {
  return Object.fromEntries(ports.map((port) => [port, edges.filter((edge) => portOf(edge) === port).map((edge) => edge.index)]));
}
