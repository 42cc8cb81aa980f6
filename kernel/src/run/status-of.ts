import type { ExecutionStatus } from '@sluice/protocol';
import type { RunState } from './state.ts';

/**
 * The execution's status at rest. It runs while anything can come without a person or a clock; it is in doubt when only a person's
 * word on an effect can take it further; it waits for anything else that was announced (a wait, a retry timer, a resume).
 */
export function statusOf(state: RunState): ExecutionStatus {
  if (state.ended !== undefined) return state.ended.status;
  if (state.started === undefined) return 'queued';
  if (state.isPaused) return 'waiting';
  if (state.inFlight > 0 || hasWork(state)) return 'running';
  return state.inDoubt > 0 ? 'in-doubt' : 'waiting';
}

/** Whether a step can go on. One that has been run with all its results and still awaits others cannot. */
function hasWork(state: RunState): boolean {
  if (state.verdict !== undefined || state.ready.first() !== undefined) return true;
  for (const step of state.due) if (step.parked === 0) return true;
  return false;
}
