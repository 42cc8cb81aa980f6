import { type DocumentNode, type Issue, isPinned, type NodeType, type WorkflowDocument } from '@sluice/protocol';
import type { Edge, Node } from '@xyflow/react';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import { nodeSize } from './geometry.ts';
import type { LayOut } from './lay-out.ts';
import { type NodePorts, portsOf, splitPortRef } from './node-ports.ts';
import { positionsOf } from './positions-of.ts';

export type StepNodeData = {
  readonly title: string;
  readonly node: DocumentNode;
  /** Undefined for a stub: no installed module provides the type. */
  readonly type: NodeType | undefined;
  readonly ports: NodePorts;
  readonly issues: readonly Issue[];
  readonly isPinned: boolean;
};
export type StepFlowNode = Node<StepNodeData, 'step'>;

export type WireData = {
  /** The edge's index in the document, by which runs name it. */
  readonly index: number;
  /** For a wire that leads back: the height at which it runs past the nodes between its ends. */
  readonly channelY: number | undefined;
};
export type WireFlowEdge = Edge<WireData, 'wire'>;

/** What a node is called: the name that was given to it, else its type's title, else its id. */
export function nodeTitle(id: string, node: DocumentNode, type: NodeType | undefined): string {
  return node.name ?? type?.title ?? id;
}

/** A document as the canvas draws it. Edges whose ends do not exist are left out here; the issues name them. */
export function flowElements(
  document: WorkflowDocument,
  catalog: NodeCatalog,
  issues: readonly Issue[],
  layOut?: LayOut,
): { nodes: StepFlowNode[]; edges: WireFlowEdge[] } {
  const issuesOf = Map.groupBy(issues, (issue) => issue.nodeId);
  const data = new Map<string, StepNodeData>();
  for (const [id, node] of Object.entries(document.nodes)) {
    const type = catalog.get(node.type);
    data.set(id, {
      title: nodeTitle(id, node, type),
      node,
      type,
      ports: portsOf(id, node, type, document.edges),
      issues: issuesOf.get(id) ?? [],
      isPinned: isPinned(document, id),
    });
  }
  const sizeOf = (id: string) => nodeSize(data.get(id)?.ports ?? { inputs: [], outputs: [] });
  const positions = positionsOf(document, sizeOf, layOut);
  const nodes = [...data].map(([id, each]): StepFlowNode => {
    const position = positions.get(id) ?? { x: 0, y: 0 };
    return { id, type: 'step', data: each, position: { ...position }, ...sizeOf(id), connectable: false, deletable: false };
  });
  const edges = document.edges.flatMap((edge, index): WireFlowEdge[] => {
    const [from, to] = [splitPortRef(edge.from), splitPortRef(edge.to)];
    if (!data.has(from.node) || !data.has(to.node)) return [];
    const [source, target] = [positions.get(from.node), positions.get(to.node)];
    const isBack = source !== undefined && target !== undefined && target.x < source.x + sizeOf(from.node).width;
    return [
      {
        id: `${index}`,
        type: 'wire',
        source: from.node,
        sourceHandle: from.port,
        target: to.node,
        targetHandle: to.port,
        data: { index, channelY: isBack ? channelBetween(nodes, from.node, to.node) : undefined },
        deletable: false,
        focusable: false,
      },
    ];
  });
  return { nodes, edges };
}

/** Between a wire that runs back and the nodes that it passes. */
const CHANNEL_GAP = 36;

/** The nearest height at which a straight line from one node back to another touches none between them: above all, or beneath all. */
function channelBetween(nodes: readonly StepFlowNode[], from: string, to: string): number | undefined {
  const ends = nodes.filter(({ id }) => id === from || id === to);
  const left = Math.min(...ends.map(({ position }) => position.x)) - CHANNEL_GAP;
  const right = Math.max(...ends.map((node) => node.position.x + (node.width ?? 0))) + CHANNEL_GAP;
  const passed = nodes.filter((node) => node.position.x < right && node.position.x + (node.width ?? 0) > left);
  const above = Math.min(...passed.map(({ position }) => position.y)) - CHANNEL_GAP;
  const beneath = Math.max(...passed.map((node) => node.position.y + (node.height ?? 0))) + CHANNEL_GAP;
  const middle = ends.reduce((sum, node) => sum + node.position.y + (node.height ?? 0) / 2, 0) / ends.length;
  return middle - above < beneath - middle ? above : beneath;
}
