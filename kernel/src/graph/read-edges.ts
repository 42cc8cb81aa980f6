import type { DocumentEdge, Issue } from '@sluice/protocol';
import { createIssue, listNames, pointerTo } from './create-issue.ts';
import { ERROR_PORT, type GraphEdge, type GraphNode } from './graph.ts';
import { sayIssue } from './say-issue.ts';
import { shapeTexts } from './shape-texts.ts';

interface End {
  readonly node: GraphNode;
  readonly port: string;
}

/** Resolves both ends of every edge. An edge with an end that does not exist, or that is there twice, becomes an issue and is left out. */
export function readEdges(
  documentEdges: readonly DocumentEdge[],
  byId: ReadonlyMap<string, GraphNode>,
  issues: Issue[],
): GraphEdge[] {
  const edges: GraphEdge[] = [];
  const seen = new Set<string>();
  documentEdges.forEach((edge, index) => {
    const from = readEnd(edge.from, 'from', index, byId, issues);
    const to = readEnd(edge.to, 'to', index, byId, issues);
    if (from === undefined || to === undefined) return;
    const key = `${edge.from} ${edge.to}`;
    if (seen.has(key)) {
      const place = { nodeId: from.node.id, pointer: pointerTo('edges', index) };
      issues.push(createIssue('edge_duplicate', sayIssue(shapeTexts.edge_twice, { from: edge.from, to: edge.to }), place));
      return;
    }
    seen.add(key);
    edges.push({ index, from: from.node, fromPort: from.port, to: to.node, toPort: to.port });
  });
  return edges;
}

function readEnd(
  ref: string,
  side: 'from' | 'to',
  index: number,
  byId: ReadonlyMap<string, GraphNode>,
  issues: Issue[],
): End | undefined {
  const dot = ref.indexOf('.');
  const id = ref.slice(0, dot);
  const port = ref.slice(dot + 1);
  const pointer = pointerTo('edges', index, side);
  const node = byId.get(id);
  if (node === undefined) {
    issues.push(createIssue('node_unknown', sayIssue(shapeTexts.edge_node_unknown, { id }), { nodeId: id, pointer }));
    return undefined;
  }
  if (node.type === undefined) return { node, port };
  const ports = side === 'from' ? node.outputs : node.inputs;
  if (ports.includes(port)) return { node, port };
  issues.push(createIssue('port_unknown', portMessage(node, port, side, ports), { nodeId: id, pointer }));
  return undefined;
}

function portMessage(node: GraphNode, port: string, side: 'from' | 'to', ports: readonly string[]): string {
  const { id } = node;
  const { type } = node.document;
  const names = listNames(ports);
  if (side === 'from' && port === ERROR_PORT) {
    return sayIssue(shapeTexts.port_error_unrouted, { id, names });
  }
  if (side === 'to' && ports.length === 0) return sayIssue(shapeTexts.port_none_in, { id, type });
  return sayIssue(side === 'from' ? shapeTexts.port_unknown_out : shapeTexts.port_unknown_in, { id, type, port, names });
}
