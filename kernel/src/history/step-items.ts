import type { ItemView, OutputItem } from '@sluice/protocol';
import { LOOP_PORTS } from '../graph/graph.ts';
import type { Plan } from '../graph/plan.ts';
import type { RunHost } from '../run/contract.ts';
import { findStep } from '../run/find-step.ts';
import { BlobReader } from '../run/run.ts';
import { outputOf } from '../run/settle.ts';
import { countSources, readSources, type Source, sourcesOfPort } from '../run/sources.ts';
import type { RunState, Step } from '../run/state.ts';
import { type Wiring, wiringOf } from '../run/wiring.ts';
import { type ItemPlace, originsAtEach, originsOut, placesIn } from './origins-of.ts';
import { readOrThrow } from './read-or-throw.ts';

export interface StepItemsQuery {
  readonly node: string;
  /** Of the step; for the items at a loop's `each`, of the loop's step (all iterations) or of one iteration. */
  readonly scope: string;
  readonly side: 'in' | 'out';
  readonly port: string;
  readonly offset: number;
  readonly limit: number;
}

/**
 * The items in or out of one step by one port, each with where it came from: on the side `in` the item that was given out, on the
 * side `out` those that it was made from. A step or port that there is not has none.
 *
 * @throws SluiceError `blob_unknown` when a list is a blob that is no longer there
 */
export function stepItems(
  plan: Plan,
  state: RunState,
  query: StepItemsQuery,
  host: Pick<RunHost, 'readBlob'>,
): { readonly items: readonly ItemView[]; readonly total: number } {
  const wiring = wiringOf(plan);
  const reader = new BlobReader(state, host);
  const from = query.offset;
  const to = query.offset + query.limit;
  const step = findStep(state, wiring, query.node, query.scope);
  if (step !== undefined && query.side === 'out' && query.port !== LOOP_PORTS.each) {
    const list = outputOf(step, query.port);
    const items = list === undefined ? [] : readOrThrow(reader, () => reader.read(list));
    return {
      items: items.slice(from, to).map((item) => viewItem(item, originsOut(wiring, state, step, item))),
      total: items.length,
    };
  }
  const sources = query.side === 'in' ? sourcesIn(wiring, step, query.port) : sourcesAtEach(state, wiring, step, query);
  const items = readOrThrow(reader, () => readSources(wiring, sources, reader)).slice(from, to);
  const places = placesIn(
    wiring,
    sources,
    items.map((_, index) => from + index),
  );
  const originAt = (index: number): ItemPlace[] => {
    const place = places[index]!;
    return query.side === 'in' ? [place] : originsAtEach(wiring, state.scopes.get(place.scope)!, place.index);
  };
  return { items: items.map((item, index) => viewItem(item, originAt(index))), total: countSources(wiring, sources) };
}

function sourcesIn(wiring: Wiring, step: Step | undefined, port: string): Source[] {
  return step === undefined ? [] : sourcesOfPort(wiring, step, port);
}

/** What a loop gave out at `each`: in one iteration, when the query names its scope, else in all of them. */
function sourcesAtEach(state: RunState, wiring: Wiring, step: Step | undefined, { node, scope, port }: StepItemsQuery): Source[] {
  if (port !== LOOP_PORTS.each) return [];
  const iteration = state.scopes.get(scope);
  const isOne = iteration?.loop !== undefined && iteration.loop.node === wiring.byId.get(node)?.index;
  const iterations = isOne ? [iteration] : (step?.loop?.iterations ?? []);
  return iterations.map((each): Source => ({ kind: 'each', loop: each.loop!, iteration: each }));
}

function viewItem({ json, blobs, error }: OutputItem, origin: ItemPlace[]): ItemView {
  return { json, ...(blobs === undefined ? undefined : { blobs }), ...(error === undefined ? undefined : { error }), origin };
}
