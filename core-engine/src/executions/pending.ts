import type { NewInput, PendingEffect } from '@sluice/kernel';
import type { JobResult } from '../sandbox/job.ts';
import { attemptKey, type LiveExecution, type QueuedInput, stepKey } from './live-execution.ts';

/** Keeps the lists of effects without a result and of retries as the turn has left them. */
export function notePending(live: LiveExecution, inputs: readonly QueuedInput[], result: JobResult): void {
  for (const { input } of inputs) if (input.type === 'timer-fired') live.retries.delete(input.timer);
  for (const { id, dueAt } of result.timers) live.retries.set(id, dueAt);
  if (result.pending === undefined) for (const { input } of inputs) noteInput(live.pending, input);
  else live.pending.clear();
  for (const effect of result.pending ?? result.effects) live.pending.set(stepKey(effect), effect);
}

function noteInput(pending: LiveExecution['pending'], input: NewInput): void {
  switch (input.type) {
    case 'effect-settled':
    case 'doubt-resolved': // one that is to be done again is among the turn's effects
      pending.delete(stepKey(input));
      break;
    case 'effect-deferred':
      change(pending, input, { wait: input.wait });
      break;
    case 'effect-in-doubt':
      change(pending, input, { inDoubt: true });
      break;
    default:
  }
}

function change(
  pending: LiveExecution['pending'],
  step: Parameters<typeof attemptKey>[0],
  to: Pick<PendingEffect, 'wait'> | Pick<PendingEffect, 'inDoubt'>,
): void {
  const effect = pending.get(stepKey(step));
  if (effect?.attempt === step.attempt) pending.set(stepKey(step), { ...effect, ...to });
}

/** A child's end knows its effect but not the attempt of the step that is waiting now; the key of both is the same. */
export function withCurrentAttempt(live: LiveExecution, queued: QueuedInput): QueuedInput {
  const { input, inboxId } = queued;
  if (inboxId === undefined || input.type !== 'effect-settled') return queued;
  const pending = live.pending.get(stepKey(input));
  return pending === undefined ? queued : { ...queued, input: { ...input, attempt: pending.attempt } };
}

/**
 * What to do about the effects that were under way when the engine died: what is repeatable is done again, what may happen only once
 * is in doubt, unless this very turn has asked for it.
 */
export function recoverEffects(
  live: LiveExecution,
  result: JobResult,
  nowMs: number,
): { readonly again: readonly PendingEffect[]; readonly doubts: readonly QueuedInput[] } {
  const fresh = new Set(result.effects.map(attemptKey));
  const left = [...live.pending.values()].filter(
    (effect) => !fresh.has(attemptKey(effect)) && effect.wait === undefined && effect.inDoubt !== true,
  );
  return {
    again: [...result.effects, ...left.filter((effect) => effect.class !== 'once')],
    doubts: left.filter((effect) => effect.class === 'once').map((effect) => inDoubt(effect, nowMs)),
  };
}

/** What becomes of it the node's own setting may say (the kernel knows it); else a person has to. */
function inDoubt({ node, scope, attempt, index }: PendingEffect, at: number): QueuedInput {
  return { input: { type: 'effect-in-doubt', at, node, scope, attempt, index } };
}
