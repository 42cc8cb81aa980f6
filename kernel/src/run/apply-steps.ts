import { type EventOf, SluiceError } from '@sluice/protocol';
import { releaseEffects } from './apply-effects.ts';
import { findStep, getStep } from './find-step.ts';
import { givenTo } from './given.ts';
import { settleStep } from './settle.ts';
import { countAtMain } from './sources.ts';
import { abortKey, type LoopProgress, type RunState, type Step } from './state.ts';
import type { Wiring } from './wiring.ts';

/** Steps in the state: an attempt starts, ends, and is perhaps followed by another one; a step that ends settles its edges. */
export function applyStepStarted(state: RunState, event: EventOf<'step-started'>, wiring: Wiring): void {
  const step = getStep(state, wiring, event);
  state.ready.remove(step);
  step.status = 'running';
  step.attempt = event.attempt;
  step.startedSeq = event.seq;
  step.endedSeq = 0;
  step.error = undefined;
  step.nowMs = state.at;
  if (wiring.nodes[step.node]!.isLoop) {
    step.loop ??= createProgress(countAtMain(wiring, step));
  }
  if (state.aborts.size > 0) takeAbort(state, step, abortKey(event.node, event.scope, event.attempt));
  state.due.add(step);
}

export function applyStepCompleted(state: RunState, event: EventOf<'step-completed'>, wiring: Wiring): void {
  const step = getStep(state, wiring, event);
  step.outputs = event.outputs;
  step.logs = event.logs ?? step.logs;
  endStep(state, wiring, step, 'completed');
}

/** The step has what the start gives to its node. */
export function applyStepGiven(state: RunState, event: EventOf<'step-given'>, wiring: Wiring): void {
  const step = getStep(state, wiring, event);
  const given = givenTo(state, event.node);
  if (given === undefined) throw new SluiceError('journal_invalid', `Event ${event.seq}: nothing was given to "${event.node}".`);
  state.ready.remove(step);
  step.outputs = given.outputs;
  endStep(state, wiring, step, 'completed');
}

export function applyStepSkipped(state: RunState, event: EventOf<'step-skipped'>, wiring: Wiring): void {
  const step = getStep(state, wiring, event);
  state.ready.remove(step);
  step.reason = event.reason;
  endStep(state, wiring, step, 'skipped');
}

/**
 * What becomes of a failed attempt is said by an event to come: `retry-scheduled` or `step-started`, `step-completed` (the items go on),
 * or `execution-failed`, before anything else is done.
 */
export function applyStepFailed(state: RunState, event: EventOf<'step-failed'>, wiring: Wiring): void {
  const step = getStep(state, wiring, event);
  releaseEffects(state, step, { remember: true });
  step.status = 'failed';
  step.endedSeq = event.seq;
  step.error = event.error;
  // Cut off by the end of the execution's time, which is over for whatever would follow, too.
  const isOutOfTime = step.aborted?.code === 'execution_timeout';
  step.aborted = undefined;
  step.logs = event.logs ?? step.logs;
  const { retry, onError } = wiring.nodes[step.node]!.plan;
  const isLast = onError === 'stop' && step.attempt >= (retry?.attempts ?? 1);
  if (isLast || isOutOfTime) state.verdict ??= { kind: 'failed', error: event.error };
  state.due.add(step);
}

export function applyRetryScheduled(state: RunState, event: EventOf<'retry-scheduled'>, wiring: Wiring): void {
  const step = getStep(state, wiring, event);
  state.due.remove(step);
  step.status = 'retrying';
  state.timers.set(event.timer, { step, dueAt: event.dueAt });
}

export function applyTimerFired(state: RunState, event: EventOf<'timer-fired'>): void {
  const timer = state.timers.get(event.timer);
  if (timer === undefined) return;
  state.timers.delete(event.timer);
  state.due.add(timer.step);
}

/**
 * The attempt was cut off: by a limit within `advance`, or because the worker died with it. In the second case the journal may not
 * know of the attempt yet; then it fails as soon as it starts, without being run.
 */
export function applyStepAborted(state: RunState, event: EventOf<'step-aborted'>, wiring: Wiring): void {
  const step = findStep(state, wiring, event.node, event.scope);
  if (step === undefined || step.attempt < event.attempt) {
    state.aborts.set(abortKey(event.node, event.scope, event.attempt), event.error);
  } else if (step.attempt === event.attempt && step.status === 'running') {
    step.aborted = event.error;
    state.due.add(step);
  }
}

function takeAbort(state: RunState, step: Step, key: string): void {
  step.aborted = state.aborts.get(key);
  state.aborts.delete(key);
}

function endStep(state: RunState, wiring: Wiring, step: Step, status: 'completed' | 'skipped'): void {
  releaseEffects(state, step, { remember: false });
  state.due.remove(step);
  step.status = status;
  step.endedSeq = state.seq;
  step.former = undefined;
  settleStep(state, wiring, step);
}

function createProgress(mainCount: number): LoopProgress {
  return { mainCount, batchSize: 0, concurrency: 0, iterations: [], ended: 0, settled: [], isDry: false };
}
