import { completeExecution } from './complete-execution.ts';
import { failStep, followFailure, passThrough, startAttempt } from './end-step.ts';
import { givenTo, hasOpenEdge, isOutside } from './given.ts';
import { advanceLoop } from './loops.ts';
import { emit, type Move, type Run } from './run.ts';
import { runGuest } from './run-guest.ts';
import type { Step } from './state.ts';

/** Effects in flight from which on no further step is started. */
const MAX_IN_FLIGHT = 64;

/**
 * Does the next thing there is to do. **What that is follows from the state, and so from the events so far, alone** (I4): therefore
 * inputs may come between any two moves, a journal may be cut after any of its events, and a replay still makes the same events.
 *
 * In this order: end the execution, pause or resume it, go on with what is under way, start what is ready, complete the execution.
 */
export function nextMove(run: Run): Move {
  const { state } = run;
  if (state.ended !== undefined) return 'idle';
  if (state.verdict !== undefined) return endExecution(run);
  if (state.started === undefined) return 'idle';
  if (state.wantsPause !== state.isPaused) return turnPause(run);
  if (state.isPaused) return 'idle';
  const due = state.due.first();
  if (due !== undefined) return continueStep(run, due);
  const ready = state.ready.first();
  if (ready !== undefined) return state.inFlight < MAX_IN_FLIGHT ? startStep(run, ready) : 'idle';
  return state.scopes.get('')!.unsettled === 0 ? completeExecution(run) : 'idle';
}

function endExecution(run: Run): Move {
  const { seq, verdict } = run.state;
  if (verdict?.kind === 'failed') emit(run, { seq: seq + 1, type: 'execution-failed', error: verdict.error });
  else emit(run, { seq: seq + 1, type: 'execution-cancelled' });
  return 'done';
}

function turnPause(run: Run): Move {
  const { seq, wantsPause } = run.state;
  emit(run, { seq: seq + 1, type: wantsPause ? 'execution-paused' : 'execution-resumed' });
  return 'done';
}

/** Its edges have settled: it fires, has what was given to it, or is skipped. */
function startStep(run: Run, step: Step): Move {
  const { plan } = run.wiring.nodes[step.node]!;
  const isGiven = givenTo(run.state, plan.id) !== undefined;
  const reason = skipReason(run, step, isGiven);
  if (reason === undefined && !isGiven) return startAttempt(run, step, 1);
  const seq = run.state.seq + 1;
  const scope = step.scope.path;
  if (reason === undefined) emit(run, { seq, type: 'step-given', node: plan.id, scope });
  else emit(run, { seq, type: 'step-skipped', node: plan.id, scope, reason });
  return 'done';
}

function skipReason(run: Run, step: Step, isGiven: boolean): Step['reason'] {
  const node = run.wiring.nodes[step.node]!;
  const { plan, slot, level } = node;
  if (plan.kind === 'trigger' && plan.id !== run.state.started!.trigger) return 'other-trigger';
  if (isOutside(run.state, plan.id)) return 'not-asked';
  if (plan.kind !== 'trigger' && step.scope.live[slot] === 0 && !(isGiven && hasOpenEdge(step.scope, node))) {
    return level.waitsFor[slot] === 0 ? 'disabled' : 'dead';
  }
  return plan.disabled === 'block' ? 'disabled' : undefined;
}

function continueStep(run: Run, step: Step): Move {
  if (step.status === 'failed') return followFailure(run, step);
  if (step.status === 'retrying') return startAttempt(run, step, step.attempt + 1);
  if (step.aborted !== undefined) return failStep(run, step, step.aborted);
  const node = run.wiring.nodes[step.node]!;
  if (node.plan.kind === 'trigger' || node.plan.disabled === 'pass') return passThrough(run, step);
  return node.isLoop ? advanceLoop(run, step) : runGuest(run, step);
}
