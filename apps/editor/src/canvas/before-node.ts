import type { PickRequest } from './canvas-store.ts';
import { HEADER_HEIGHT, NODE_WIDTH } from './geometry.ts';
import type { Graph } from './place-graph.ts';
import { freePlace } from './plan-insert.ts';
import { firstInput } from './through-ports.ts';

/** Between a node and the one after it, in px. */
const GAP = 88;

/** What a node that comes before another one is wired to: it takes all that led there. Undefined where nothing can come before. */
export function beforeNode(id: string, graph: Graph, client: PickRequest['client']): PickRequest | undefined {
  const box = graph.steps.get(id);
  const input = box === undefined ? undefined : firstInput(box.step.ports);
  if (box === undefined || input === undefined) return undefined;
  const wires = graph.wires.filter(({ to }) => to.node === id && to.port === input.name);
  const [first, ...others] = wires.map(({ key }) => key);
  const request = first === undefined ? undefined : intoWire(first, graph, client);
  if (request !== undefined) return { ...request, alsoInto: others };
  const place = freePlace(graph, { x: box.x - GAP - NODE_WIDTH, y: box.y }, { width: NODE_WIDTH, height: HEADER_HEIGHT });
  const at = { x: place.x + NODE_WIDTH, y: place.y + HEADER_HEIGHT / 2 };
  return { at, client, wireTo: { node: id, side: 'inputs', port: input.name } };
}

/** A node that goes into a wire; undefined when that is not drawn. */
export function intoWire(key: string, graph: Graph, client: PickRequest['client']): PickRequest | undefined {
  const wire = graph.wires.find((each) => each.key === key);
  return wire === undefined ? undefined : { client, at: { x: wire.source.x, y: wire.source.y }, into: key };
}
