import type { Plan } from '../graph/plan.ts';
import { findEffect } from './apply-effects.ts';
import type { Advance, AdvanceOptions, NewInput, RunHost } from './contract.ts';
import { findStep } from './find-step.ts';
import { nextMove } from './next-move.ts';
import { numberInput } from './number-input.ts';
import { describeEffect } from './pending-effects.ts';
import { BlobReader, emit, type Run } from './run.ts';
import type { RunState } from './state.ts';
import { statusOf } from './status-of.ts';
import { wiringOf } from './wiring.ts';

/**
 * Takes inputs into an execution, and then does everything that can be done without the outside.
 *
 * It owns the order of events. It does not own time (inputs bring it), effects (the engine performs what it is asked for and comes
 * back with inputs), or storage (the engine commits the events before it acts on them: I1, I2). It talks to the guest through
 * `host.runner` alone.
 *
 * 1. All inputs are taken first, so that a cancel or pause acts at the next event, and several results cost one guest call.
 * 2. Each event is made, then folded into the state, by the same `applyEvent` that reads journals back.
 * 3. The next event follows from the state alone (`nextMove`); only a guest that was cut off is an exception, and is journaled as the
 *    input `step-aborted`. So the journal can be made again from its inputs, byte for byte (I4).
 *
 * An execution that has ended takes no more inputs: they are dropped, and no events come back.
 */
export function advance(
  plan: Plan,
  state: RunState,
  inputs: readonly NewInput[],
  host: RunHost,
  { maxSteps = Number.POSITIVE_INFINITY, untilSeq = Number.POSITIVE_INFINITY, isOverdue = never }: AdvanceOptions = {},
): Advance {
  const run: Run = {
    wiring: wiringOf(plan),
    state,
    host,
    reader: new BlobReader(state, host),
    events: [],
    requested: [],
    callsLeft: maxSteps,
    isOverdue: () => run.callsLeft < maxSteps && isOverdue(),
    execution: undefined,
  };
  for (const input of inputs) takeInput(run, input);
  let move = state.seq < untilSeq ? nextMove(run) : 'blocked';
  while (move === 'done') move = state.seq < untilSeq ? nextMove(run) : 'blocked';
  return summarize(run, move === 'blocked');
}

function never(): boolean {
  return false;
}

function takeInput(run: Run, input: NewInput): void {
  if (run.state.ended !== undefined) return;
  emit(run, numberInput(run.state.seq + 1, input));
  // An effect in doubt may have to be done again.
  if (input.type !== 'effect-in-doubt' && input.type !== 'doubt-resolved') return;
  const step = findStep(run.state, run.wiring, input.node, input.scope);
  const effect = findEffect(step, input);
  if (step !== undefined && effect?.status === 'in-flight') run.requested.push({ step, effect });
}

function summarize(run: Run, isBlocked: boolean): Advance {
  const { state, events, requested, reader } = run;
  const { plan } = run.wiring;
  const wanted = requested.filter(
    ({ step, effect }) => effect.status === 'in-flight' && step.effects?.get(effect.index) === effect,
  );
  const response = events.find((event) => event.type === 'response-ready')?.response;
  const { ended } = state;
  return {
    events,
    effects: ended === undefined ? wanted.map(({ step, effect }) => describeEffect(plan, step, effect)) : [],
    timers: events.flatMap((event) => (event.type === 'retry-scheduled' ? [{ id: event.timer, dueAt: event.dueAt }] : [])),
    status: isBlocked && ended === undefined ? 'running' : statusOf(state),
    ...(response === undefined ? undefined : { response }),
    ...(ended?.status === 'failed' ? { error: ended.error } : undefined),
    missingBlobs: [...reader.missing],
    more: isBlocked && reader.missing.size === 0,
  };
}
