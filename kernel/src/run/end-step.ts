import type { ItemList, OutputItem, RetryPolicy, RunError } from '@sluice/protocol';
import { ERROR_PORT, LOOP_PORTS } from '../graph/graph.ts';
import { currentItems, type LoopItems } from './loop-items.ts';
import { emit, type Move, type Run } from './run.ts';
import { placeError } from './run-error.ts';
import { readSources, sourcesAt } from './sources.ts';
import type { Step } from './state.ts';

/** How steps start and end: `step-started`, `step-completed`, `step-failed`, and what follows on a failure. */
export function startAttempt(run: Run, step: Step, attempt: number): Move {
  const node = run.wiring.nodes[step.node]!.plan.id;
  emit(run, { seq: run.state.seq + 1, type: 'step-started', node, scope: step.scope.path, attempt });
  return 'done';
}

/** Ports without items are left out, but for those that are given as settled lists. */
export function completeStep(
  run: Run,
  step: Step,
  given: { readonly [port: string]: readonly OutputItem[] },
  logs: readonly string[] = [],
): Move {
  const outputs: { [port: string]: ItemList } = {};
  for (const port of run.wiring.nodes[step.node]!.plan.outputs) {
    const items = Object.hasOwn(given, port) ? given[port]! : [];
    if (items.length > 0) outputs[port] = run.state.items.store(items, run.host);
  }
  return emitCompleted(run, step, outputs, logs);
}

export function emitCompleted(run: Run, step: Step, outputs: { [port: string]: ItemList }, logs: readonly string[] = []): Move {
  const { seq } = run.state;
  const node = run.wiring.nodes[step.node]!.plan.id;
  const scope = step.scope.path;
  const { attempt } = step;
  emit(run, { seq: seq + 1, type: 'step-completed', node, scope, attempt, outputs, ...withLogs(logs) });
  return 'done';
}

export function failStep(run: Run, step: Step, error: RunError, logs: readonly string[] = []): Move {
  const { seq } = run.state;
  const node = run.wiring.nodes[step.node]!.plan.id;
  const scope = step.scope.path;
  const { attempt } = step;
  emit(run, {
    seq: seq + 1,
    type: 'step-failed',
    node,
    scope,
    attempt,
    error: placeError(error, node, scope),
    ...withLogs(logs),
  });
  return 'done';
}

/** An attempt has failed: there is another one, now or later, or `onError` lets the items go on. (`stop` has ended the execution.) */
export function followFailure(run: Run, step: Step): Move {
  const { id, retry, onError } = run.wiring.nodes[step.node]!.plan;
  if (retry === undefined || step.attempt >= retry.attempts) return letItemsGoOn(run, step, onError === 'route');
  const attempt = step.attempt + 1;
  const delayMs = retryDelay(retry, step.attempt);
  if (delayMs === 0) return startAttempt(run, step, attempt);
  const { seq, at } = run.state;
  const scope = step.scope.path;
  const timer = `retry/${scope}/${id}:${attempt}`;
  emit(run, { seq: seq + 1, type: 'retry-scheduled', node: id, scope, attempt, timer, dueAt: at + delayMs });
  return 'done';
}

/** The items of the trigger, and those of a disabled node, go on as they came. */
export function passThrough(run: Run, step: Step): Move {
  const { plan, isLoop } = run.wiring.nodes[step.node]!;
  if (plan.kind === 'trigger') {
    const [port] = plan.outputs;
    return emitCompleted(run, step, port === undefined ? {} : { [port]: run.state.started!.items });
  }
  const { items } = inputItems(run, step);
  if (run.reader.missing.size > 0) return 'blocked';
  const port = isLoop ? LOOP_PORTS.done : plan.outputs[0];
  return completeStep(run, step, port === undefined ? {} : { [port]: items.map((item, index) => passOn(item, index)) });
}

function letItemsGoOn(run: Run, step: Step, isRouted: boolean): Move {
  const { plan, isLoop } = run.wiring.nodes[step.node]!;
  const { items, offset } = inputItems(run, step);
  if (run.reader.missing.size > 0) return 'blocked';
  const port = isRouted ? ERROR_PORT : isLoop ? LOOP_PORTS.done : plan.outputs[0];
  // A failed step has its error.
  const marked = items.map((item, index) => passOn(item, offset + index, step.error!));
  return completeStep(run, step, port === undefined ? {} : { [port]: marked });
}

/** The same item as an output, made from the input item at `index`. */
export function passOn(item: OutputItem, index: number, error = item.error): OutputItem {
  return {
    json: item.json,
    ...(item.blobs === undefined ? undefined : { blobs: item.blobs }),
    from: [index],
    ...(error === undefined ? undefined : { error }),
  };
}

/** The items that a step has in hand, and where they stand among all its input items, port by port: what `from` counts. */
function inputItems(run: Run, step: Step): LoopItems {
  const { inputs, isLoop } = run.wiring.nodes[step.node]!;
  if (isLoop) return currentItems(run, step);
  return { items: inputs.flatMap(({ edges }) => readSources(run.wiring, sourcesAt(step.scope, edges), run.reader)), offset: 0 };
}

const LONGEST_DELAY_MS = 86_400_000;

/** Ms to wait after the given attempt (from 1) failed. Exponential: doubled each time, up to `maxDelayMs`, a day at most. */
export function retryDelay({ backoff, delayMs, maxDelayMs = LONGEST_DELAY_MS }: RetryPolicy, attempt: number): number {
  const delay = backoff === 'exponential' ? delayMs * 2 ** (attempt - 1) : delayMs;
  return Math.min(delay, maxDelayMs);
}

function withLogs(logs: readonly string[]): { logs: string[] } | undefined {
  return logs.length === 0 ? undefined : { logs: [...logs] };
}
