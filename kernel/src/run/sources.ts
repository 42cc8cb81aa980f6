import type { ItemList, OutputItem } from '@sluice/protocol';
import { LOOP_PORTS, opensBody } from '../graph/graph.ts';
import { countOf } from './item-store.ts';
import { isLive, outputOf } from './settle.ts';
import type { Scope, Step } from './state.ts';
import type { WiredEdge, Wiring } from './wiring.ts';

/**
 * Where a node's input items come from. Nothing is copied along an edge: the items of a live edge are those that the step at its
 * start gave out. The items at a loop's `each` are stored nowhere; they are a part of the loop's own input.
 */
export type Source =
  | { readonly kind: 'output'; readonly step: Step; readonly port: string; readonly list: ItemList }
  | { readonly kind: 'each'; readonly loop: Step; readonly iteration: Scope };

/** Reads lists; a list that is not at hand reads as empty, and the reader remembers what is missing. */
export interface ItemReader {
  read(list: ItemList): readonly OutputItem[];
  /** Computes once per step, as long as nothing is missing. */
  remember(step: Step, compute: () => readonly OutputItem[]): readonly OutputItem[];
}

/** The live edges among these, in their order, in the scope in which they settled. */
export function sourcesAt(scope: Scope, edges: readonly WiredEdge[]): Source[] {
  const sources: Source[] = [];
  for (const edge of edges) {
    if (opensBody(edge)) {
      sources.push({ kind: 'each', loop: scope.loop!, iteration: scope });
      continue;
    }
    const step = scope.steps[edge.from.slot];
    if (step === undefined || !isLive(edge.from, step, edge.fromPort)) continue;
    sources.push({ kind: 'output', step, port: edge.fromPort, list: outputOf(step, edge.fromPort)! });
  }
  return sources;
}

/**
 * The live edges at one input port of a step. At a loop's `next` these are the ends of all its iterations so far, in the order of the
 * iterations.
 */
export function sourcesOfPort(wiring: Wiring, step: Step, port: string): Source[] {
  const node = wiring.nodes[step.node]!;
  const edges = node.inputs.find((input) => input.port === port)?.edges ?? [];
  if (node.body === undefined || port !== LOOP_PORTS.next) return sourcesAt(step.scope, edges);
  return (step.loop?.iterations ?? []).flatMap((iteration) => sourcesAt(iteration, edges));
}

export function countSource(wiring: Wiring, source: Source): number {
  return source.kind === 'output' ? countOf(source.list) : countAtEach(wiring, source.loop, source.iteration);
}

export function countSources(wiring: Wiring, sources: readonly Source[]): number {
  let count = 0;
  for (const source of sources) count += countSource(wiring, source);
  return count;
}

export function readSources(wiring: Wiring, sources: readonly Source[], reader: ItemReader): readonly OutputItem[] {
  const [only] = sources;
  if (sources.length === 1 && only !== undefined) return readSource(wiring, only, reader);
  return sources.flatMap((source) => readSource(wiring, source, reader));
}

function readSource(wiring: Wiring, source: Source, reader: ItemReader): readonly OutputItem[] {
  return source.kind === 'output' ? reader.read(source.list) : readAtEach(wiring, source.loop, source.iteration, reader);
}

/** How many items came to the loop from outside. */
export function countAtMain(wiring: Wiring, loop: Step): number {
  return countSources(wiring, sourcesAtMain(wiring, loop));
}

export function readAtMain(wiring: Wiring, loop: Step, reader: ItemReader): readonly OutputItem[] {
  return reader.remember(loop, () => readSources(wiring, sourcesAtMain(wiring, loop), reader));
}

/** How many items one iteration brought to `next`. */
export function countAtNext(wiring: Wiring, loop: Step, iteration: Scope): number {
  return countSources(wiring, sourcesAtNext(wiring, loop, iteration));
}

export function readAtNext(wiring: Wiring, loop: Step, iteration: Scope, reader: ItemReader): readonly OutputItem[] {
  return readSources(wiring, sourcesAtNext(wiring, loop, iteration), reader);
}

/** The part of a for-each's main items that an iteration gets, as `[from, to)`. */
export function batchOf(loop: Step, iteration: Scope): readonly [number, number] {
  const { mainCount, batchSize } = loop.loop!;
  const from = iteration.index * batchSize;
  return [from, Math.min(from + batchSize, mainCount)];
}

/** Before an iteration of a loop: the iteration whose `next` it gets its items from; undefined for the first, which gets main's. */
export function iterationBefore(loop: Step, iteration: Scope): Scope | undefined {
  return loop.loop!.iterations[iteration.index - 1];
}

function countAtEach(wiring: Wiring, loop: Step, iteration: Scope): number {
  if (isForEach(wiring, loop)) {
    const [from, to] = batchOf(loop, iteration);
    return to - from;
  }
  const before = iterationBefore(loop, iteration);
  return before === undefined ? loop.loop!.mainCount : countAtNext(wiring, loop, before);
}

export function readAtEach(wiring: Wiring, loop: Step, iteration: Scope, reader: ItemReader): readonly OutputItem[] {
  if (isForEach(wiring, loop)) {
    const [from, to] = batchOf(loop, iteration);
    return readAtMain(wiring, loop, reader).slice(from, to);
  }
  const before = iterationBefore(loop, iteration);
  return before === undefined ? readAtMain(wiring, loop, reader) : readAtNext(wiring, loop, before, reader);
}

function isForEach(wiring: Wiring, loop: Step): boolean {
  return wiring.nodes[loop.node]!.plan.kind === 'for-each';
}

export function sourcesAtMain(wiring: Wiring, loop: Step): Source[] {
  return wiring.nodes[loop.node]!.inputs.flatMap(({ port, edges }) =>
    port === LOOP_PORTS.next ? [] : sourcesAt(loop.scope, edges),
  );
}

export function sourcesAtNext(wiring: Wiring, loop: Step, iteration: Scope): Source[] {
  return sourcesAt(iteration, wiring.nodes[loop.node]!.body!.ends);
}
