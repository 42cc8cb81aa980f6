import type { NewInput } from '@sluice/kernel';
import { EXECUTION_TIMEOUT_TIMER } from '../storage/ports/execution-store.ts';

const PREFIX = 'wait:';

interface WaitingStep {
  readonly node: string;
  readonly scope: string;
  readonly attempt: number;
  readonly index: number;
}

/** The id of the timer that ends a deferred effect's wait; everything that is needed to settle it is in the id. */
export function waitTimerId(step: WaitingStep): string {
  return `${PREFIX}${JSON.stringify([step.node, step.scope, step.attempt, step.index])}`;
}

/** The input that a due timer turns into: the end of a wait, of the execution's time, or a retry of the kernel's. */
export function inputOfTimer(timer: string, atMs: number): NewInput {
  if (timer === EXECUTION_TIMEOUT_TIMER) return { type: 'execution-timed-out', at: atMs };
  if (!timer.startsWith(PREFIX)) return { type: 'timer-fired', at: atMs, timer };
  // The text was made by `waitTimerId`.
  const [node, scope, attempt, index] = JSON.parse(timer.slice(PREFIX.length)) as [string, string, number, number];
  return { type: 'effect-settled', at: atMs, node, scope, attempt, index, result: { ok: true, value: { value: null } } };
}

/** The step that a timer of the kernel's tries again: `retry/<scope>/<node>:<attempt>`; undefined for any other timer. */
export function retryOf(timer: string): { readonly node: string; readonly scope: string } | undefined {
  const match = /^retry\/(.*)\/([^/]+):\d+$/.exec(timer);
  return match?.[1] === undefined || match[2] === undefined ? undefined : { scope: match[1], node: match[2] };
}

/** Which timers a batch of inputs sets and which it is done with. */
export function timersOf(inputs: readonly NewInput[]): { set: { id: string; dueAt: number }[]; clear: string[] } {
  const set: { id: string; dueAt: number }[] = [];
  const clear: string[] = [];
  for (const input of inputs) {
    if (input.type === 'effect-deferred' && 'dueAt' in input.wait && input.wait.dueAt !== undefined)
      set.push({ id: waitTimerId(input), dueAt: input.wait.dueAt });
    else if (input.type === 'effect-settled') clear.push(waitTimerId(input));
    else if (input.type === 'timer-fired') clear.push(input.timer);
    else if (input.type === 'execution-timed-out') clear.push(EXECUTION_TIMEOUT_TIMER);
  }
  return { set, clear };
}
