import { type FlowEdge, flowEdges, isLoop, outputPorts, type RandomFlow, type RandomNode } from './random-flow.ts';
import { answerTo, behave, portOf } from './random-guest.ts';

/**
 * The firing rule once more, as plainly as can be: nodes are visited in an order in which each comes after those that lead to it,
 * values are copied along the edges, loops are loops. It knows no events, no order among independent nodes, and no waiting.
 */
export interface ModelStep {
  readonly state: 'completed' | 'skipped' | 'failed';
  readonly outputs: Readonly<Record<string, readonly number[]>>;
}

/** By `node@scope`. After a step that fails for good, what follows on it is missing. */
export type Model = ReadonlyMap<string, ModelStep>;

/** An edge's end: settled live or dead, or not at all, behind a failure. */
type Flowing = { readonly isLive: boolean; readonly items: readonly number[] } | undefined;

export function runModel(flow: RandomFlow): Model {
  const steps = new Map<string, ModelStep>();
  const edges = flowEdges(flow.nodes, { id: 'start', port: 'main' });
  steps.set('start@', { state: 'completed', outputs: { main: flow.items } });
  runLevel({ nodes: flow.nodes, edges, steps, scope: '', source: { id: 'start', port: 'main', items: flow.items } });
  return steps;
}

interface Level {
  readonly nodes: readonly RandomNode[];
  readonly edges: readonly FlowEdge[];
  readonly steps: Map<string, ModelStep>;
  readonly scope: string;
  readonly source: { readonly id: string; readonly port: string; readonly items: readonly number[] };
}

function runLevel(level: Level): void {
  for (const node of level.nodes) {
    const flowing = incoming(level, node);
    if (flowing === undefined) continue;
    const isDead = flowing.every((one) => !one.isLive);
    const items = flowing.flatMap((one) => one.items);
    const step = isDead || node.disabled === 'block' ? { state: 'skipped' as const, outputs: {} } : fire(level, node, items);
    if (step !== undefined) level.steps.set(`${node.id}@${level.scope}`, step);
  }
}

/** What comes in, port by port and in the order of the edges; undefined when not all of it has settled. */
function incoming(level: Level, node: RandomNode): NonNullable<Flowing>[] | undefined {
  const ports = node.kind === 'merge' ? ['a', 'b'] : ['main'];
  const flowing = ports.flatMap((port) =>
    level.edges.filter((edge) => edge.to === node.id && edge.toPort === port).map((edge) => along(level, edge)),
  );
  return flowing.every((one) => one !== undefined) ? flowing : undefined;
}

function along({ steps, scope, source, nodes }: Level, edge: FlowEdge): Flowing {
  if (edge.from === source.id && edge.fromPort === source.port)
    return { isLive: source.port === 'each' || source.items.length > 0, items: source.items };
  const step = steps.get(`${edge.from}@${scope}`);
  if (step === undefined || step.state === 'failed') return undefined;
  const items = step.outputs[edge.fromPort];
  const from = nodes.find((node) => node.id === edge.from);
  const isDone = from !== undefined && isLoop(from) && edge.fromPort === 'done' && items !== undefined;
  return { isLive: isDone || (items?.length ?? 0) > 0, items: items ?? [] };
}

function fire(level: Level, node: RandomNode, items: readonly number[]): ModelStep | undefined {
  const first = outputPorts(node).find((port) => port !== 'error') ?? 'main';
  if (node.disabled === 'pass') return { state: 'completed', outputs: { [first]: items } };
  const isAsked = node.kind === 'for-each' ? node.isTemplate : node.kind !== 'loop' || items.length > 0;
  if (isAsked && node.fails >= node.attempts) {
    if (node.onError === 'stop') return { state: 'failed', outputs: {} };
    return { state: 'completed', outputs: { [node.onError === 'route' ? 'error' : first]: items } };
  }
  if (node.kind === 'loop') return runLoop(level, node, items);
  if (node.kind === 'for-each') return runForEach(level, node, items);
  const outputs: Record<string, number[]> = {};
  for (const { value, part } of behave(node, items, [answerTo([...items])])) {
    const port = portOf(node, part);
    if (port !== undefined) outputs[port] = [...(outputs[port] ?? []), value];
  }
  return { state: 'completed', outputs };
}

/** The items that an iteration brings to `next`; undefined when its body got stuck behind a failure. */
function runBody(level: Level, node: RandomNode, index: number, items: readonly number[]): readonly number[] | undefined {
  const scope = level.scope === '' ? `${node.id}#${index}` : `${level.scope}/${node.id}#${index}`;
  const body: Level = { ...level, nodes: node.body, scope, source: { id: node.id, port: 'each', items } };
  runLevel(body);
  const hasSettled = node.body.every((inner) => (level.steps.get(`${inner.id}@${scope}`)?.state ?? 'failed') !== 'failed');
  if (!hasSettled) return undefined;
  const ends = level.edges.filter((edge) => edge.to === node.id && edge.toPort === 'next').map((edge) => along(body, edge)!);
  return ends.flatMap((end) => end.items);
}

function runLoop(level: Level, node: RandomNode, items: readonly number[]): ModelStep | undefined {
  let current = items;
  for (let index = 0; index < node.rounds && current.length > 0; index += 1) {
    const next = runBody(level, node, index, current);
    if (next === undefined) return undefined;
    if (next.length === 0) break;
    current = next;
  }
  return { state: 'completed', outputs: { done: current } };
}

function runForEach(level: Level, node: RandomNode, items: readonly number[]): ModelStep | undefined {
  const results: number[] = [];
  let isStuck = false;
  for (let index = 0; index * node.batchSize < items.length; index += 1) {
    const next = runBody(level, node, index, items.slice(index * node.batchSize, (index + 1) * node.batchSize));
    if (next === undefined) isStuck = true;
    results.push(...(next ?? []));
  }
  if (isStuck) return undefined;
  const isWired = level.edges.some((edge) => edge.to === node.id && edge.toPort === 'next');
  return { state: 'completed', outputs: { done: isWired ? results : items } };
}
