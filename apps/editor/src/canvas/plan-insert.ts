import type { DocumentNode, NodeType, WorkflowDocument } from '@sluice/protocol';
import { addNode } from '../draft/edits/add-node.ts';
import { freeId, idBaseOf } from '../draft/edits/free-id.ts';
import { moveNodes } from '../draft/edits/move-nodes.ts';
import { connect, reconnect, spliceIntoWire } from '../draft/edits/wires.ts';
import type { PickRequest } from './canvas-store.ts';
import { type Box, boundsOf, grown, HEADER_HEIGHT, NODE_WIDTH, nodeSize, overlaps, type Size } from './geometry.ts';
import { type NodePorts, portsOf } from './node-ports.ts';
import type { Graph, Wire } from './place-graph.ts';
import type { Position } from './positions-of.ts';
import { firstInput, firstOutput, throughPorts } from './through-ports.ts';
import { reachableFrom } from './walk.ts';
import { wireMiddle } from './wire-path.ts';

/** Between a node and the one that is put after it. */
const GAP = 88;
/** The least length of a wire on both sides of a node that goes into it. */
const ROOM = 56;

export interface Insert {
  readonly id: string;
  readonly place: Position;
  readonly update: (document: WorkflowDocument) => WorkflowDocument;
}

export interface InsertOptions {
  readonly document: WorkflowDocument;
  readonly graph: Graph;
  readonly type: NodeType;
  readonly request: PickRequest;
  readonly selection: ReadonlySet<string>;
}

/** How a node of a type comes onto the canvas: where it stands, what it is called, what it is wired to. */
export function planInsert({ document, graph, type, request, selection }: InsertOptions): Insert {
  const id = freeId(document, idBaseOf(type.type));
  const node: DocumentNode = { type: type.type, params: {} };
  const ports = portsOf(node, type, undefined);
  const size = nodeSize(ports);
  const wire = graph.wires.find(({ key }) => key === request.into);
  if (wire !== undefined) return insertInto(wire, { graph, id, node, ports, also: request.alsoInto ?? [] });

  const { wireTo } = request;
  const sources = request.toSelection === undefined ? [] : [...selection].filter((each) => graph.steps.has(each));
  const wanted = sources.length > 0 ? besides(graph, sources, size) : placeAt(request, wireTo !== undefined);
  const place = sources.length > 0 || request.isAnywhere === true ? freePlace(graph, wanted, size) : wanted;
  const input = firstInput(ports)?.name;
  const output = (ports.outputs.find(({ kind }) => kind === 'done') ?? firstOutput(ports))?.name;
  return {
    id,
    place,
    update: (current) => {
      let next = addNode(current, id, node, place);
      if (wireTo?.side === 'outputs' && input !== undefined)
        next = connect(next, `${wireTo.node}.${wireTo.port}`, `${id}.${input}`);
      if (wireTo?.side === 'inputs' && output !== undefined)
        next = connect(next, `${id}.${output}`, `${wireTo.node}.${wireTo.port}`);
      if (input !== undefined) for (const from of outputsOf(graph, sources)) next = connect(next, from, `${id}.${input}`);
      return next;
    },
  };
}

/** The ports that what comes after all of these is wired to. */
export function outputsOf(graph: Graph, ids: Iterable<string>): string[] {
  return [...ids].flatMap((id) => {
    const step = graph.steps.get(id)?.step;
    const isWired = (port: string) => graph.wires.some(({ from }) => from.node === id && from.port === port);
    const output = step === undefined ? undefined : firstOutput(step.ports, isWired);
    return output === undefined ? [] : [`${id}.${output.name}`];
  });
}

/** The hand is where the port is to be when a wire was dropped, else in the middle. */
function placeAt({ at, wireTo }: PickRequest, isWired: boolean): Position {
  if (!isWired) return { x: at.x - NODE_WIDTH / 2, y: at.y - HEADER_HEIGHT / 2 };
  return { x: wireTo?.side === 'inputs' ? at.x - NODE_WIDTH : at.x, y: at.y - HEADER_HEIGHT / 2 };
}

/** To the right of all of them, at the height of their middle. */
function besides(graph: Graph, ids: readonly string[], { height }: { readonly height: number }): Position {
  const bounds = boundsOf(ids.flatMap((id) => graph.steps.get(id) ?? [])) ?? { x: 0, y: 0, width: 0, height: 0 };
  const isOne = ids.length === 1;
  return { x: bounds.x + bounds.width + GAP, y: isOne ? bounds.y : bounds.y + bounds.height / 2 - height / 2 };
}

/** The nearest place straight beneath where nothing stands. */
export function freePlace(graph: Graph, wanted: Position, { width, height }: Size): Position {
  const folded = [...graph.groups.values()].filter(({ group }) => group.collapsed);
  const boxes: readonly Box[] = [...graph.steps.values(), ...graph.notes.values(), ...folded];
  let { y } = wanted;
  for (;;) {
    const box = { x: wanted.x, y, width, height };
    const inTheWay = boxes.find((each) => overlaps(grown(each, 16), box));
    if (inTheWay === undefined) return { x: wanted.x, y };
    y = inTheWay.y + inTheWay.height + 36;
  }
}

interface Inserted {
  /** Further wires that are to come to it. */
  readonly also: readonly string[];
  readonly graph: Graph;
  readonly id: string;
  readonly node: DocumentNode;
  readonly ports: NodePorts;
}

/** Into a wire; what follows moves on when there is no room for it. */
function insertInto(wire: Wire, { graph, id, node, ports, also }: Inserted): Insert {
  const through = throughPorts({ ports });
  const { width } = nodeSize(ports);
  const length = wire.target.x - wire.source.x;
  const missing = wire.channelY === undefined ? Math.max(0, width + 2 * ROOM - length) : 0;
  const middle = wireMiddle(wire);
  const place = { x: middle.x + missing / 2 - width / 2, y: middle.y - HEADER_HEIGHT / 2 };
  const shifted = missing === 0 ? new Map() : followersMoved(graph, wire, missing);
  return {
    id,
    place,
    update: (current) => {
      const added = moveNodes(addNode(current, id, node, place), shifted);
      if (through === undefined) return added;
      return also.reduce(
        (next, key) => reconnect(next, key, { from: fromOf(key), to: `${id}.${through.input}` }),
        spliceIntoWire(added, wire.key, { node: id, ...through }),
      );
    },
  };
}

/** Where a wire begins, by its key. */
function fromOf(key: string): string {
  return key.slice(0, key.indexOf('>'));
}

/** What a wire leads to, and all that follows to the right of it, moved to the right. */
function followersMoved(graph: Graph, wire: Wire, by: number): ReadonlyMap<string, Position> {
  const from = graph.steps.get(wire.to.node)?.x ?? 0;
  return new Map(
    [...reachableFrom(graph, [wire.to.node], 'downstream')].flatMap((id) => {
      const box = graph.steps.get(id);
      return box === undefined || box.x < from ? [] : [[id, { x: box.x + by, y: box.y }] as const];
    }),
  );
}

/** Where a node stands that is dropped on a wire, and what makes room for it. */
export function makeRoom(graph: Graph, wire: Wire, id: string, dropped: Position): ReadonlyMap<string, Position> {
  const { width = NODE_WIDTH } = graph.steps.get(id) ?? {};
  if (wire.channelY !== undefined) return new Map([[id, dropped]]);
  const x = Math.max(dropped.x, wire.source.x + ROOM);
  const missing = x + width + ROOM - wire.target.x;
  return new Map([...(missing > 0 ? followersMoved(graph, wire, missing) : []), [id, { x, y: dropped.y }]]);
}
