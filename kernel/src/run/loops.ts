import type { Json, OutputItem } from '@sluice/protocol';
import { LOOP_PORTS } from '../graph/graph.ts';
import { asGuestItem } from './create-request.ts';
import { emitCompleted, failStep, passOn } from './end-step.ts';
import { currentItems, type LoopItems, resultItems } from './loop-items.ts';
import { emit, type Move, type Run } from './run.ts';
import { createRunError } from './run-error.ts';
import { abortStep, callGuest } from './run-guest.ts';
import type { Step } from './state.ts';

/**
 * Loops. The kernel carries them out; their node types' code only evaluates their templates.
 *
 * Both kinds take items in at `main`, give them out at `each`, in an iteration that is a scope of its own (`loop#0`, in another loop
 * `outer#2/loop#0`), take the body's end in at `next`, and give out at `done` in their own scope. **An iteration ends when its whole
 * body has settled, with or without items at `next`.** `done` is live in any case, also without items: that a loop is done is a fact
 * and not a branch.
 *
 * - **loop** (`core.loop`): its current items are those of `main`, later those that last came to `next`. Before each iteration `while`
 *   is evaluated over them, with the iteration's number as `$loop.index`. It stops when that is false, or when an iteration brought
 *   nothing to `next`; `done` gives the current items. An iteration beyond `maxIterations` fails the step with `loop_limit`.
 * - **for-each** (`core.for-each`): `batchSize` items of `main` to an iteration, at most `concurrency` iterations at a time (both are
 *   evaluated once). `done` gives what came to `next`, in the order of the iterations, whatever the order in which they ended;
 *   with nothing wired to `next` it gives the items of `main`.
 *
 * Templates are evaluated by the type's own guest code, called with the items at `main`; it answers with one item on the pseudo port
 * `control`: `{ go, maxIterations }` or `{ batchSize, concurrency }`. A loop without templates needs no guest call.
 *
 * A loop that fails (its templates, or `loop_limit`) is tried again from where it stands: iterations are never run twice.
 */
export function advanceLoop(run: Run, step: Step): Move {
  const [settled] = step.loop!.settled;
  if (settled !== undefined) return endIteration(run, step, settled);
  return run.wiring.nodes[step.node]!.plan.kind === 'loop' ? advanceWhile(run, step) : advanceForEach(run, step);
}

function advanceWhile(run: Run, step: Step): Move {
  const { iterations, ended, isDry } = step.loop!;
  if (ended < iterations.length) return rest(run, step);
  const current = currentItems(run, step);
  if (run.reader.missing.size > 0) return 'blocked';
  if (isDry || current.items.length === 0) return finish(run, step, current);
  const control = evaluate(run, step, { items: current.items, index: iterations.length });
  if (typeof control === 'string') return control;
  const { while: condition = true, go = condition, maxIterations = 1000 } = control;
  if (!isCount(maxIterations)) return refuse(run, step, 'maxIterations');
  if (go !== true) return finish(run, step, current);
  if (iterations.length < maxIterations) return startIteration(run, step);
  const message = `The loop went round ${maxIterations} times, which is its maxIterations, and would go on.`;
  return failStep(run, step, createRunError('loop_limit', message));
}

function advanceForEach(run: Run, step: Step): Move {
  const { mainCount, iterations, ended, batchSize, concurrency } = step.loop!;
  if (batchSize === 0) return openForEach(run, step);
  const total = Math.ceil(mainCount / batchSize);
  if (ended === total) return finish(run, step, isNextWired(run, step) ? resultItems(run, step) : currentItems(run, step));
  if (iterations.length < total && iterations.length - ended < concurrency) return startIteration(run, step);
  return rest(run, step);
}

function openForEach(run: Run, step: Step): Move {
  const control = evaluate(run, step, currentItems(run, step));
  if (typeof control === 'string') return control;
  const { batchSize = 1, concurrency = 1 } = control;
  if (!isCount(batchSize)) return refuse(run, step, 'batchSize');
  if (!isCount(concurrency)) return refuse(run, step, 'concurrency');
  const { id } = run.wiring.nodes[step.node]!.plan;
  emit(run, { seq: run.state.seq + 1, type: 'loop-opened', node: id, scope: step.scope.path, batchSize, concurrency });
  return 'done';
}

type Control = { readonly [name: string]: Json };

/** The loop's parameters: as they stand in the plan, or, when there are templates among them, as the guest evaluates them. */
function evaluate(run: Run, step: Step, { items, index }: { items: readonly OutputItem[]; index?: number }): Control | Move {
  const { plan } = run.wiring.nodes[step.node]!;
  if (plan.templates.length === 0) return plan.params;
  const outcome = callGuest(run, step, {
    inputs: { [plan.inputs[0]!]: items.map(asGuestItem), [LOOP_PORTS.next]: [] },
    loopIndex: index ?? (step.scope.loop === undefined ? undefined : step.scope.index),
  });
  if (outcome === undefined) return 'blocked';
  switch (outcome.kind) {
    case 'completed':
      return (
        controlOf(outcome.outputs) ??
        failStep(run, step, createRunError('step_output_invalid', 'The loop gave out no control item.'))
      );
    case 'failed':
      return failStep(run, step, outcome.error, outcome.logs);
    case 'waiting':
      return failStep(run, step, createRunError('effect_not_in_manifest', "A loop's own code may not request effects."));
    case 'aborted':
      return abortStep(run, step, outcome);
  }
}

function controlOf(outputs: { readonly [port: string]: readonly OutputItem[] }): Control | undefined {
  const control = Object.hasOwn(outputs, CONTROL_PORT) ? outputs[CONTROL_PORT]?.[0]?.json : undefined;
  return typeof control === 'object' && control !== null && !Array.isArray(control) ? (control as Control) : undefined;
}

const CONTROL_PORT = 'control';

function startIteration(run: Run, step: Step): Move {
  const { id } = run.wiring.nodes[step.node]!.plan;
  const index = step.loop!.iterations.length;
  emit(run, { seq: run.state.seq + 1, type: 'iteration-started', node: id, scope: step.scope.path, index });
  return 'done';
}

function endIteration(run: Run, step: Step, index: number): Move {
  const { id } = run.wiring.nodes[step.node]!.plan;
  emit(run, { seq: run.state.seq + 1, type: 'iteration-ended', node: id, scope: step.scope.path, index });
  return 'done';
}

function finish(run: Run, step: Step, { items, offset }: LoopItems): Move {
  if (run.reader.missing.size > 0) return 'blocked';
  const done = items.map((item, index) => passOn(item, offset + index));
  run.state.items.forget(step);
  return emitCompleted(run, step, { [LOOP_PORTS.done]: run.state.items.store(done, run.host) });
}

/** Waits for iterations under way; their end makes the step due again. */
function rest(run: Run, step: Step): Move {
  run.state.due.remove(step);
  return 'done';
}

function refuse(run: Run, step: Step, param: string): Move {
  const error = createRunError('param_invalid', `The loop's parameter "${param}" must be a whole number of at least 1.`);
  return failStep(run, step, { ...error, param });
}

function isCount(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1;
}

function isNextWired(run: Run, step: Step): boolean {
  return run.wiring.nodes[step.node]!.body!.ends.length > 0;
}
