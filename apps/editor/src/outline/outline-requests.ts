import { beforeNode, intoWire } from '../canvas/before-node.ts';
import type { PickRequest } from '../canvas/canvas-store.ts';
import { HEADER_HEIGHT, NODE_WIDTH } from '../canvas/geometry.ts';
import type { Graph } from '../canvas/place-graph.ts';
import { freePlace } from '../canvas/plan-insert.ts';
import { throughPorts } from '../canvas/through-ports.ts';
import type { FlowRow } from './outline-rows.ts';

type Client = PickRequest['client'];
/** Between a node and the one after it, in px. */
const GAP = 88;
const SIZE = { width: NODE_WIDTH, height: HEADER_HEIGHT };

/**
 * What a node that is added after a row is wired to: it goes into the wire that leads on from there, else it follows the row. After a node with
 * several ways out it takes the first that leads nowhere yet.
 */
export function requestAfter(row: FlowRow, graph: Graph, client: Client): PickRequest {
  if (row.kind === 'link') return intoWire(row.wire, graph, client) ?? apart(graph, client);
  const box = graph.steps.get(row.id);
  if (box === undefined) return apart(graph, client);
  const place = freePlace(graph, { x: box.x + box.width + GAP, y: box.y }, SIZE);
  const at = { x: place.x, y: place.y + HEADER_HEIGHT / 2 };
  if (row.kind === 'branch') {
    const onto = { client, at, wireTo: { node: row.id, side: 'outputs' as const, port: row.port } };
    return row.wire === undefined ? onto : (intoWire(row.wire, graph, client) ?? onto);
  }
  const through = throughPorts(box.step)?.output;
  const plain = box.step.ports.outputs.filter(({ kind }) => kind !== 'error');
  const isBranching = plain.length > 1 && !plain.some(({ kind }) => kind === 'done');
  const on = graph.wires.filter(({ from }) => from.node === row.id && from.port === through);
  const [only] = on.length === 1 && !isBranching ? on : [];
  if (only !== undefined) return { at, client, into: only.key };
  const free = plain.find(({ name }) => !graph.wires.some(({ from }) => from.node === row.id && from.port === name)) ?? plain[0];
  const port = isBranching ? free?.name : (through ?? free?.name);
  return port === undefined ? apart(graph, client) : { at, client, wireTo: { node: row.id, side: 'outputs', port } };
}

/** A node that comes before another one takes what led to it. Undefined when nothing can come before. */
export function requestBefore(row: FlowRow, graph: Graph, client: Client): PickRequest | undefined {
  if (row.kind === 'step') return beforeNode(row.id, graph, client);
  return row.wire === undefined ? requestAfter(row, graph, client) : intoWire(row.wire, graph, client);
}

/** A node that nothing leads to: beneath all others. */
export function apart(graph: Graph, client: Client): PickRequest {
  const boxes = [...graph.steps.values(), ...graph.notes.values()];
  const x = boxes.length === 0 ? 0 : Math.min(...[...graph.steps.values()].map((box) => box.x), 0);
  const y = boxes.length === 0 ? 0 : Math.max(...boxes.map((box) => box.y + box.height)) + 64;
  const place = freePlace(graph, { x, y }, SIZE);
  return { client, at: { x: place.x + NODE_WIDTH / 2, y: place.y + HEADER_HEIGHT / 2 } };
}
