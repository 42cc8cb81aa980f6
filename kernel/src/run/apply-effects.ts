import type { EventOf, RunError, StoredValue } from '@sluice/protocol';
import { findStep, getStep } from './find-step.ts';
import { createRunError } from './run-error.ts';
import type { Effect, EffectResult, RunState, Step } from './state.ts';
import type { Wiring } from './wiring.ts';

/**
 * Effects in the state. An effect belongs to a step's attempt and is in flight, deferred, in doubt or settled. What is settled becomes
 * a result of the step, and makes it due to be run again. When an attempt ends, its effects are let go of; those of class `once` that
 * did not fail are remembered, done or not, and taken over when the next attempt asks for the very same (`former`).
 *
 * Inputs about effects that nobody knows, or that are settled, change nothing: the engine may say a thing twice.
 */
export function applyEffectRequested(state: RunState, event: EventOf<'effect-requested'>, wiring: Wiring): void {
  const step = getStep(state, wiring, event);
  const effect = takeOver(step, event) ?? createEffect(event);
  step.effects ??= new Map();
  step.effects.set(event.index, effect);
  effect.isWanted = true;
  count(state, step, effect, 1);
  if (effect.status === 'settled') addResult(state, step, effect);
  if (event.refused !== undefined) settle(state, step, effect, { ok: false, error: event.refused });
}

export function applyEffectSettled(state: RunState, event: EventOf<'effect-settled'>, wiring: Wiring): void {
  const step = findStep(state, wiring, event.node, event.scope);
  const effect = findEffect(step, event);
  if (step !== undefined && effect !== undefined) settle(state, step, effect, event.result);
}

export function applyEffectDeferred(state: RunState, event: EventOf<'effect-deferred'>, wiring: Wiring): void {
  const step = findStep(state, wiring, event.node, event.scope);
  const effect = findEffect(step, event);
  if (step === undefined || effect === undefined) return;
  effect.wait = event.wait;
  change(state, step, effect, 'deferred');
}

/** The engine does not know whether the effect was done. The node's `onDoubt` may decide; else a person has to. */
export function applyEffectInDoubt(state: RunState, event: EventOf<'effect-in-doubt'>, wiring: Wiring): void {
  const step = findStep(state, wiring, event.node, event.scope);
  const effect = findEffect(step, event);
  if (step === undefined || effect === undefined) return;
  const { onDoubt } = wiring.nodes[step.node]!.plan;
  if (onDoubt === 'ask') change(state, step, effect, 'in-doubt');
  else resolve(state, step, effect, { decision: onDoubt });
}

export function applyDoubtResolved(state: RunState, event: EventOf<'doubt-resolved'>, wiring: Wiring): void {
  const step = findStep(state, wiring, event.node, event.scope);
  const effect = findEffect(step, event);
  if (step !== undefined && effect?.status === 'in-doubt') resolve(state, step, effect, event);
}

/** The effect without a result that an input is about: of the step's current attempt, or one that an earlier attempt left behind. */
export function findEffect(step: Step | undefined, { attempt, index }: { attempt: number; index: number }): Effect | undefined {
  const isIt = (effect: Effect | undefined): effect is Effect => effect?.attempt === attempt && effect.status !== 'settled';
  return [step?.effects?.get(index), step?.former?.get(index)].find(isIt);
}

/** The attempt is over: nothing waits for its effects. */
export function releaseEffects(state: RunState, step: Step, options: { remember: boolean }): void {
  if (step.effects === undefined) return;
  for (const effect of step.effects.values()) {
    count(state, step, effect, -1);
    effect.isWanted = false;
    if (!options.remember || effect.class !== 'once') continue;
    step.former ??= new Map();
    step.former.set(effect.index, effect);
  }
  step.effects = undefined;
  step.results = [];
  step.seen = 0;
}

/** The effect of an earlier attempt that is asked for again, unless it failed. */
function takeOver(step: Step, { index, verb, uri, args }: EventOf<'effect-requested'>): Effect | undefined {
  const effect = step.former?.get(index);
  step.former?.delete(index);
  const isSame = effect !== undefined && effect.verb === verb && effect.uri === uri && sameValue(effect.args, args);
  return isSame && effect.result?.ok !== false ? effect : undefined;
}

function createEffect({ attempt, index, verb, uri, args, key, class: effectClass }: EventOf<'effect-requested'>): Effect {
  return {
    attempt,
    index,
    verb,
    uri,
    args,
    class: effectClass,
    key,
    status: 'in-flight',
    wait: undefined,
    result: undefined,
    isWanted: false,
  };
}

interface Resolution {
  readonly decision: 'retry' | 'done' | 'fail';
  readonly value?: StoredValue | undefined;
}

function resolve(state: RunState, step: Step, effect: Effect, { decision, value = { value: null } }: Resolution): void {
  switch (decision) {
    case 'retry':
      // One that is not wanted now is done again when the next attempt asks for it.
      if (effect.isWanted) change(state, step, effect, 'in-flight');
      else step.former?.delete(effect.index);
      break;
    case 'done':
      settle(state, step, effect, { ok: true, value });
      break;
    case 'fail':
      settle(state, step, effect, { ok: false, error: doubtError(effect) });
      break;
  }
}

function doubtError({ verb, uri }: Effect): RunError {
  return createRunError('effect_in_doubt', `It is not known whether ${verb} ${uri} was done, and it was decided to fail.`);
}

function change(state: RunState, step: Step, effect: Effect, status: Exclude<Effect['status'], 'settled'>): void {
  count(state, step, effect, -1);
  effect.status = status;
  count(state, step, effect, 1);
  if (effect.isWanted) makeDue(state, step);
}

function settle(state: RunState, step: Step, effect: Effect, result: EffectResult): void {
  count(state, step, effect, -1);
  effect.status = 'settled';
  effect.wait = undefined;
  effect.result = result;
  if (effect.isWanted) addResult(state, step, effect);
}

function addResult(state: RunState, step: Step, effect: Effect): void {
  step.results.push(effect);
  makeDue(state, step);
}

/** A step is run again with every new result; with many effects in flight, with every new eighth of them. */
const RESULTS_PER_IN_FLIGHT = 8;

/**
 * Makes a step due to be run with its new results. Running it again costs as much as all its items, so with n effects in flight it
 * waits for n/8 results: then n results cost n log n and not n². Deferred effects hold nothing up. `seen` fixes which results it is
 * run with, so that running it later, or twice, gives the same (I4).
 */
function makeDue(state: RunState, step: Step): void {
  const unseen = step.results.length - step.seen;
  if (unseen === 0 || unseen * RESULTS_PER_IN_FLIGHT < step.inFlight) return;
  step.seen = step.results.length;
  state.due.add(step);
}

function count(state: RunState, step: Step, { status, isWanted }: Effect, by: 1 | -1): void {
  if (!isWanted || status === 'settled') return;
  if (status === 'in-flight') {
    state.inFlight += by;
    step.inFlight += by;
    return;
  }
  step.parked += by;
  if (status === 'deferred') state.deferred += by;
  else state.inDoubt += by;
}

function sameValue(a: StoredValue, b: StoredValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
