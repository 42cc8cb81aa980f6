import type { EventOf } from '@sluice/protocol';
import { getStep } from './find-step.ts';
import { openScope, settleBody } from './settle.ts';
import { countAtNext } from './sources.ts';
import type { LoopProgress, RunState, Step } from './state.ts';
import type { Wiring } from './wiring.ts';

/** Loops in the state: iterations start as scopes of their own, and end when their body has settled. The rules are in `loops.ts`. */
export function applyLoopOpened(state: RunState, event: EventOf<'loop-opened'>, wiring: Wiring): void {
  const step = getStep(state, wiring, event);
  const progress = progressOf(step);
  progress.batchSize = event.batchSize;
  progress.concurrency = event.concurrency;
  state.due.add(step);
}

export function applyIterationStarted(state: RunState, event: EventOf<'iteration-started'>, wiring: Wiring): void {
  const step = getStep(state, wiring, event);
  state.due.remove(step);
  const path = iterationPath(step, event.node, event.index);
  const scope = openScope(state, wiring.nodes[step.node]!.body!, { path, loop: step, index: event.index });
  progressOf(step).iterations.push(scope);
  if (scope.unsettled === 0) settleBody(state, scope);
  if (hasWork(wiring, step)) state.due.add(step);
}

export function applyIterationEnded(state: RunState, event: EventOf<'iteration-ended'>, wiring: Wiring): void {
  const step = getStep(state, wiring, event);
  const progress = progressOf(step);
  const iteration = progress.iterations[event.index]!;
  progress.settled.splice(progress.settled.indexOf(event.index), 1);
  progress.ended += 1;
  const node = wiring.nodes[step.node]!;
  if (node.plan.kind === 'loop') progress.isDry = countAtNext(wiring, step, iteration) === 0;
  iteration.waitsFor = [];
  iteration.live = [];
  state.due.remove(step);
  if (hasWork(wiring, step)) state.due.add(step);
}

export function iterationPath(loop: Step, node: string, index: number): string {
  return loop.scope.path === '' ? `${node}#${index}` : `${loop.scope.path}/${node}#${index}`;
}

/** Whether there is an iteration to end, one to start (or to decide on), or the loop to end. */
function hasWork(wiring: Wiring, step: Step): boolean {
  const { settled, iterations, ended, mainCount, batchSize, concurrency } = progressOf(step);
  const started = iterations.length;
  if (settled.length > 0) return true;
  if (wiring.nodes[step.node]!.plan.kind === 'loop') return started === ended;
  const total = Math.ceil(mainCount / batchSize);
  return started < total ? started - ended < concurrency : ended === total;
}

function progressOf(step: Step): LoopProgress {
  // Set by `step-started`, which every event of a loop follows on.
  return step.loop!;
}
