import type { GivenOutputs, ItemList } from '@sluice/protocol';
import type { Plan } from '../graph/plan.ts';
import { givenTo, isOpen, isOutside } from '../run/given.ts';
import type { RunState, Step } from '../run/state.ts';
import { wiringOf } from '../run/wiring.ts';
import { createSameUnit } from './same-unit.ts';
import { findUnits, type Unit } from './units.ts';

/** An execution that went before, with the plan that it ran. */
export interface EarlierRun {
  readonly executionId: string;
  readonly plan: Plan;
  readonly state: RunState;
}

export interface Beginning {
  /** The trigger that the new run starts at, and what that gives out. */
  readonly trigger: string;
  readonly items: ItemList;
  /** By node id. */
  readonly pins: Readonly<Record<string, GivenOutputs>>;
}

/** Where a unit settled last: in which run it was looked up, and how far back it really ran (0 is the newest, -1 the run to come). */
interface Place {
  readonly run: number;
  readonly ranAt: number;
  readonly step: Step | undefined;
}

/** Further back than every run that is known. */
const LONG_AGO = Number.MAX_SAFE_INTEGER;

/**
 * What a new run can take over from earlier ones: the outputs of a unit, as the newest run in which it settled has them, when a run from
 * the start would make them of the same. So it is when the unit and everything upstream of it is as it was, down to trigger, pins and
 * `$vars`, and nothing upstream has run again since.
 *
 * @param earlier newest first; each took over from those after it
 */
export function findEarlierData(
  plan: Plan,
  beginning: Beginning,
  earlier: readonly EarlierRun[],
): ReadonlyMap<string, GivenOutputs> {
  const runs = takeWhile(earlier, ({ state }) => state.started?.trigger === beginning.trigger);
  const sameIn = runs.map((run) => createSameUnit(run.plan, plan));
  /** By unit: the youngest of it and all upstream of it; and by run, whether all of that is as it was. */
  const youngest = new Map<string, number>();
  const unchanged = new Map<string, readonly boolean[]>();
  const data = new Map<string, GivenOutputs>();

  for (const unit of findUnits(plan)) {
    const { id, kind } = unit.node;
    const pin = kind === 'trigger' ? undefined : beginning.pins[id];
    const isPinned = pin !== undefined;
    const place = kind === 'trigger' ? placeOfTrigger(id, beginning, runs) : placeOf(id, runs);
    const ranAt = isPinned ? sincePinned(id, pin, runs) : isAsPinned(unit, place, beginning, runs) ? place.ranAt : -1;
    const upstream = isPinned ? [] : [...unit.upstream];
    const since = upstream.reduce((least, other) => Math.min(least, youngest.get(other)!), ranAt);
    const same = sameIn.map((isSame, run) => isPinned || (isSame(unit) && upstream.every((other) => unchanged.get(other)![run])));
    youngest.set(id, since);
    unchanged.set(id, same);
    const { step, run } = place;
    if (kind === 'trigger' || isPinned || step?.status !== 'completed' || since < ranAt || ranAt < 0 || !same[run]) continue;
    const { executionId } = givenTo(runs[run]!.state, id) ?? runs[run]!;
    data.set(id, { ...(executionId === undefined ? {} : { executionId }), outputs: step.outputs ?? {} });
  }
  return data;
}

function placeOf(id: string, runs: readonly EarlierRun[]): Place {
  for (const [run, { state, plan }] of runs.entries()) {
    const step = topStep(plan, state, id);
    if (!wasReached(step)) continue;
    const source = step.status === 'completed' ? givenTo(state, id)?.executionId : undefined;
    if (source === undefined) return { run, ranAt: run, step };
    const ranAt = runs.findIndex(({ executionId }) => executionId === source);
    return { run, ranAt: ranAt === -1 ? LONG_AGO : ranAt, step };
  }
  return { run: -1, ranAt: LONG_AGO, step: undefined };
}

/** A trigger gives out the same as long as it is given the same. */
function placeOfTrigger(id: string, { trigger, items }: Beginning, runs: readonly EarlierRun[]): Place {
  const place = { run: -1, step: undefined };
  if (id !== trigger) return { ...place, ranAt: LONG_AGO };
  const text = JSON.stringify(items);
  const same = takeWhile(runs, ({ state }) => JSON.stringify(state.started?.items) === text);
  return { ...place, ranAt: same.length === runs.length ? LONG_AGO : same.length - 1 };
}

/** How far back the node gave out, wherever it settled, what is pinned to it now. */
function sincePinned(id: string, pin: GivenOutputs, runs: readonly EarlierRun[]): number {
  let since = -1;
  for (const [run, { state, plan }] of runs.entries()) {
    const step = topStep(plan, state, id);
    if (!wasReached(step)) continue;
    if (step.status !== 'completed' || textOf(step.outputs) !== textOf(pin.outputs)) break;
    since = run;
  }
  return since;
}

/** Whether nothing was pinned to the unit where it settled last, and in its body what is pinned there now. */
function isAsPinned({ members }: Unit, { run }: Place, { pins }: Beginning, runs: readonly EarlierRun[]): boolean {
  const state = runs[run]?.state;
  if (state === undefined) return true;
  const wasPinned = (node: string): GivenOutputs | undefined => {
    const given = givenTo(state, node);
    return given?.executionId === undefined ? given : undefined;
  };
  return members.every(({ id }) => textOf(wasPinned(id)?.outputs) === textOf(pins[id]?.outputs));
}

/** Outputs without what says where their items came from. Of a list that is a blob, its hash. */
function textOf(outputs: GivenOutputs['outputs'] | undefined): string {
  if (outputs === undefined) return '';
  const ports = Object.entries(outputs).map(([port, list]) => [
    port,
    'items' in list ? list.items.map(({ json, blobs = null, error = null }) => [json, blobs, error]) : list.blob.sha256,
  ]);
  return JSON.stringify(ports);
}

/** The step of a unit at the top. One of a loop that went round for a part of its body is as good as none: what it gave out is a part too. */
function topStep(plan: Plan, state: RunState, id: string): Step | undefined {
  const node = wiringOf(plan).byId.get(id);
  if (node === undefined || node.level.loop !== undefined) return undefined;
  const step = state.scopes.get('')?.steps[node.slot];
  return node.plan.body.some((member) => isOutside(state, member)) ? undefined : step;
}

/** Whether it was reached, and asked for. */
function wasReached(step: Step | undefined): step is Step {
  return step !== undefined && step.status !== 'ready' && !isOpen(step);
}

function takeWhile<T>(values: readonly T[], fits: (value: T) => boolean): readonly T[] {
  const end = values.findIndex((value) => !fits(value));
  return end === -1 ? values : values.slice(0, end);
}
