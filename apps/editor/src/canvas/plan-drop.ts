import type { DocumentNode, NodeType, WorkflowDocument } from '@sluice/protocol';
import { addNode } from '../draft/edits/add-node.ts';
import { freeId, idBaseOf } from '../draft/edits/free-id.ts';
import { moveNodes } from '../draft/edits/move-nodes.ts';
import { spliceIntoWire } from '../draft/edits/wires.ts';
import { wireUnder } from './crossings.ts';
import { nodeSize, type Size } from './geometry.ts';
import { type NodePorts, portsOf } from './node-ports.ts';
import type { Graph } from './place-graph.ts';
import { type Insert, makeRoom } from './plan-insert.ts';
import type { Position } from './positions-of.ts';
import { throughPorts } from './through-ports.ts';

/** A node of a type that is in the hand and not in the document yet. */
export interface HeldType {
  readonly type: NodeType;
  readonly ports: NodePorts;
  readonly size: Size;
}

export function holdType(type: NodeType): HeldType {
  const ports = portsOf({ type: type.type, params: {} }, type, undefined);
  return { type, ports, size: nodeSize(ports) };
}

/** The wire that it goes into when it is dropped with its corner here. */
export function wireFor(graph: Graph, { ports, size }: HeldType, place: Position): string | undefined {
  return throughPorts({ ports }) === undefined ? undefined : wireUnder(graph.wires, { ...place, ...size }, () => true)?.key;
}

interface DropOptions {
  readonly document: WorkflowDocument;
  readonly graph: Graph;
  readonly held: HeldType;
  readonly place: Position;
  /** The wire that it goes into. */
  readonly into: string;
}

/** How it comes into a wire: what follows makes room for it. Undefined when the wire is gone, or nothing passes through it. */
export function planDrop({ document, graph, held: { type, ports }, place, into }: DropOptions): Insert | undefined {
  const wire = graph.wires.find(({ key }) => key === into);
  const through = throughPorts({ ports });
  if (wire === undefined || through === undefined) return undefined;
  const id = freeId(document, idBaseOf(type.type));
  const node: DocumentNode = { type: type.type, params: {} };
  const room = makeRoom(graph, wire, id, place);
  const at = room.get(id) ?? place;
  return {
    id,
    place: at,
    update: (current) => spliceIntoWire(moveNodes(addNode(current, id, node, at), room), into, { node: id, ...through }),
  };
}
