import type { Plan } from '../graph/plan.ts';
import type { PendingEffect, Timer } from './contract.ts';
import type { Effect, RunState, Step } from './state.ts';

/**
 * Every effect without a result that a step still wants, or may want again when it is retried, in the order of the scopes: what an
 * engine that takes the execution over has to see to.
 */
export function pendingEffects(plan: Plan, state: RunState): PendingEffect[] {
  if (state.ended !== undefined) return [];
  const pending: PendingEffect[] = [];
  for (const scope of state.scopes.values()) {
    for (const step of scope.steps) {
      for (const effect of [...(step?.effects?.values() ?? []), ...(step?.former?.values() ?? [])]) {
        if (effect.status !== 'settled') pending.push(describeEffect(plan, step!, effect));
      }
    }
  }
  return pending;
}

/** The retry timers that have not fired. */
export function pendingTimers(state: RunState): Timer[] {
  return state.ended === undefined ? [...state.timers].map(([id, { dueAt }]) => ({ id, dueAt })) : [];
}

export function describeEffect(plan: Plan, step: Step, effect: Effect): PendingEffect {
  const { attempt, index, verb, uri, args, key, status, wait } = effect;
  return {
    node: plan.nodes[step.node]!.id,
    scope: step.scope.path,
    attempt,
    index,
    verb,
    uri,
    args,
    class: effect.class,
    key,
    ...(wait === undefined ? undefined : { wait }),
    ...(status === 'in-doubt' ? { inDoubt: true } : undefined),
  };
}
