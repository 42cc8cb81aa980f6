import type { OutputItem } from '@sluice/protocol';
import { LOOP_PORTS } from '../graph/graph.ts';
import type { Plan } from '../graph/plan.ts';
import type { RunHost } from '../run/contract.ts';
import { findStep } from '../run/find-step.ts';
import { isGiven } from '../run/given.ts';
import { BlobReader } from '../run/run.ts';
import { outputOf } from '../run/settle.ts';
import {
  batchOf,
  countSource,
  iterationBefore,
  type Source,
  sourcesAtMain,
  sourcesAtNext,
  sourcesOfPort,
} from '../run/sources.ts';
import type { RunState, Scope, Step } from '../run/state.ts';
import { type Wiring, wiringOf } from '../run/wiring.ts';
import { readOrThrow } from './read-or-throw.ts';

/** An item that a step gave out. At a loop's `each` the scope is that of the iteration. */
export interface ItemPlace {
  readonly node: string;
  readonly scope: string;
  readonly port: string;
  readonly index: number;
}

/**
 * The items that an item was made from, one step back; none for a trigger's or for one that was given, which was made elsewhere. "Why this value?" is answered by going on from each.
 *
 * @throws SluiceError `blob_unknown` when the item's list is a blob that is no longer there
 */
export function originsOf(plan: Plan, state: RunState, place: ItemPlace, host: Pick<RunHost, 'readBlob'>): ItemPlace[] {
  const wiring = wiringOf(plan);
  const iteration = findIteration(state, wiring, place);
  if (iteration !== undefined) return originsAtEach(wiring, iteration, place.index);
  const step = findStep(state, wiring, place.node, place.scope);
  const list = step === undefined ? undefined : outputOf(step, place.port);
  if (step === undefined || list === undefined) return [];
  const reader = new BlobReader(state, host);
  const item = readOrThrow(reader, () => reader.read(list))[place.index];
  return item === undefined ? [] : originsOut(wiring, state, step, item);
}

/** Where an item that the step gave out came from: its input items, unless it was given. */
export function originsOut(wiring: Wiring, state: RunState, step: Step, { from }: OutputItem): ItemPlace[] {
  return isGiven(wiring, state, step) ? [] : originsIn(wiring, step, from);
}

/** The places of the input items of a step with these indexes, in the order of the indexes; of all of them, when none are named. */
function originsIn(wiring: Wiring, step: Step, indexes: readonly number[] | undefined): ItemPlace[] {
  const sources = wiring.nodes[step.node]!.inputs.flatMap(({ port }) => sourcesOfPort(wiring, step, port));
  return placesIn(wiring, sources, indexes);
}

/** The places of items in the concatenation of these sources. */
export function placesIn(wiring: Wiring, sources: readonly Source[], indexes: readonly number[] | undefined): ItemPlace[] {
  let offset = 0;
  const ranges = sources.map((source) => {
    const range = { source, from: offset, to: offset + countSource(wiring, source) };
    offset = range.to;
    return range;
  });
  const wanted = indexes ?? Array.from({ length: offset }, (_, index) => index);
  return wanted.flatMap((index) => {
    const range = ranges.find(({ from, to }) => from <= index && index < to);
    return range === undefined ? [] : [placeIn(wiring, range.source, index - range.from)];
  });
}

export function originsAtEach(wiring: Wiring, iteration: Scope, index: number): ItemPlace[] {
  // An iteration is one of a loop.
  const loop = iteration.loop!;
  if (wiring.nodes[loop.node]!.plan.kind === 'for-each') {
    const [from] = batchOf(loop, iteration);
    return placesIn(wiring, sourcesAtMain(wiring, loop), [from + index]);
  }
  const before = iterationBefore(loop, iteration);
  return placesIn(wiring, before === undefined ? sourcesAtMain(wiring, loop) : sourcesAtNext(wiring, loop, before), [index]);
}

/** The iteration that a place at a loop's `each` lies in. */
function findIteration(state: RunState, wiring: Wiring, { node, scope, port }: ItemPlace): Scope | undefined {
  const iteration = port === LOOP_PORTS.each ? state.scopes.get(scope) : undefined;
  return iteration?.loop !== undefined && iteration.loop.node === wiring.byId.get(node)?.index ? iteration : undefined;
}

function placeIn(wiring: Wiring, source: Source, index: number): ItemPlace {
  if (source.kind === 'each') {
    return { node: wiring.nodes[source.loop.node]!.plan.id, scope: source.iteration.path, port: LOOP_PORTS.each, index };
  }
  return { node: wiring.nodes[source.step.node]!.plan.id, scope: source.step.scope.path, port: source.port, index };
}
