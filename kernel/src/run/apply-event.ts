import { type EventOf, type JournalEvent, SluiceError } from '@sluice/protocol';
import type { Plan } from '../graph/plan.ts';
import {
  applyDoubtResolved,
  applyEffectDeferred,
  applyEffectInDoubt,
  applyEffectRequested,
  applyEffectSettled,
} from './apply-effects.ts';
import { applyIterationEnded, applyIterationStarted, applyLoopOpened } from './apply-loops.ts';
import {
  applyRetryScheduled,
  applyStepAborted,
  applyStepCompleted,
  applyStepFailed,
  applyStepGiven,
  applyStepSkipped,
  applyStepStarted,
  applyTimerFired,
} from './apply-steps.ts';
import { createRunError, timeoutError } from './run-error.ts';
import { openScope } from './settle.ts';
import type { RunState } from './state.ts';
import { type Wiring, wiringOf } from './wiring.ts';

type Apply<T extends JournalEvent['type']> = (state: RunState, event: EventOf<T>, wiring: Wiring) => void;

/**
 * The fold: takes one event of the journal into the state, in place. Pure otherwise: the same events give the same state, whether they
 * are being made (`advance`) or read back, one by one or in batches (I4).
 *
 * @throws SluiceError `journal_invalid` when the event does not follow on the state, or does not fit the plan
 */
export function applyEvent(plan: Plan, state: RunState, event: JournalEvent): void {
  applyWired(wiringOf(plan), state, event);
}

export function applyWired(wiring: Wiring, state: RunState, event: JournalEvent): void {
  if (event.seq !== state.seq + 1) {
    throw new SluiceError('journal_invalid', `Event ${event.seq} (${event.type}) does not follow on event ${state.seq}.`);
  }
  state.seq = event.seq;
  if ('at' in event) state.at = event.at;
  // The table has the handler of each type under that type.
  (handlers[event.type] as Apply<typeof event.type>)(state, event as never, wiring);
}

const handlers: { readonly [T in JournalEvent['type']]: Apply<T> } = {
  'execution-started': (state, event, wiring) => {
    if (state.started !== undefined) throw new SluiceError('journal_invalid', 'An execution starts only once.');
    state.started = event;
    openScope(state, wiring.top, { path: '', loop: undefined, index: 0 });
    if (!wiring.plan.triggers.includes(event.trigger)) state.verdict = { kind: 'failed', error: triggerError(event.trigger) };
  },
  'step-started': applyStepStarted,
  'step-completed': applyStepCompleted,
  'step-given': applyStepGiven,
  'step-failed': applyStepFailed,
  'step-aborted': applyStepAborted,
  'step-skipped': applyStepSkipped,
  'retry-scheduled': applyRetryScheduled,
  'timer-fired': applyTimerFired,
  'effect-requested': applyEffectRequested,
  'effect-settled': applyEffectSettled,
  'effect-deferred': applyEffectDeferred,
  'effect-in-doubt': applyEffectInDoubt,
  'doubt-resolved': applyDoubtResolved,
  'loop-opened': applyLoopOpened,
  'iteration-started': applyIterationStarted,
  'iteration-ended': applyIterationEnded,
  'response-ready': (state, event) => {
    state.response = event.response;
  },
  'cancel-requested': (state) => {
    state.verdict ??= { kind: 'cancelled' };
  },
  'execution-timed-out': (state) => {
    state.verdict ??= { kind: 'failed', error: timeoutError() };
  },
  'pause-requested': (state) => {
    state.wantsPause = true;
  },
  'resume-requested': (state) => {
    state.wantsPause = false;
  },
  'execution-paused': (state) => {
    state.isPaused = true;
  },
  'execution-resumed': (state) => {
    state.isPaused = false;
  },
  'execution-completed': (state, event) => {
    state.ended = { status: 'completed', output: event.output };
  },
  'execution-failed': (state, event) => {
    state.ended = { status: 'failed', error: event.error };
  },
  'execution-cancelled': (state) => {
    state.ended = { status: 'cancelled' };
  },
};

function triggerError(trigger: string) {
  return createRunError('node_unknown', `The execution was started at "${trigger}", which is no trigger of this version.`);
}
