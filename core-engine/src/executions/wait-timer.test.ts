import { describe, expect, it } from 'vitest';
import { EXECUTION_TIMEOUT_TIMER } from '../storage/ports/execution-store.ts';
import { inputOfTimer, retryOf, timersOf, waitTimerId } from './wait-timer.ts';

const AT = 1_800_000_000_000;
const step = { node: 'nap', scope: 'loop#0/inner#3', attempt: 2, index: 1 };

describe('a timer', () => {
  it('of a wait turns into the end of that wait', () => {
    expect(inputOfTimer(waitTimerId(step), AT)).toEqual({
      type: 'effect-settled',
      at: AT,
      ...step,
      result: { ok: true, value: { value: null } },
    });
  });

  it('of the execution’s time turns into its end', () => {
    expect(inputOfTimer(EXECUTION_TIMEOUT_TIMER, AT)).toEqual({ type: 'execution-timed-out', at: AT });
  });

  it('that the kernel has set is the kernel’s', () => {
    expect(inputOfTimer('retry:nap', AT)).toEqual({ type: 'timer-fired', at: AT, timer: 'retry:nap' });
  });

  it('of a retry names its step', () => {
    expect(retryOf('retry//call:1')).toEqual({ scope: '', node: 'call' });
    expect(retryOf('retry/loop#0/inner#3/call-2:12')).toEqual({ scope: 'loop#0/inner#3', node: 'call-2' });
    expect([waitTimerId(step), EXECUTION_TIMEOUT_TIMER, 'retry'].map(retryOf)).toEqual([undefined, undefined, undefined]);
  });
});

describe('a batch of inputs', () => {
  it('sets the timers of waits that have an end, and of no others', () => {
    const deferred = { type: 'effect-deferred', at: AT, ...step } as const;
    expect(
      timersOf([
        { ...deferred, wait: { kind: 'time', dueAt: AT + 5 } },
        { ...deferred, index: 2, wait: { kind: 'resume', token: 't', dueAt: AT + 7 } },
        { ...deferred, index: 3, wait: { kind: 'resume', token: 't' } },
        { ...deferred, index: 4, wait: { kind: 'execution', executionId: 'child' } },
      ]),
    ).toEqual({
      set: [
        { id: waitTimerId(step), dueAt: AT + 5 },
        { id: waitTimerId({ ...step, index: 2 }), dueAt: AT + 7 },
      ],
      clear: [],
    });
  });

  it('is done with the timers that it takes in, or makes needless', () => {
    expect(
      timersOf([
        { type: 'effect-settled', at: AT, ...step, result: { ok: true, value: { value: 'resumed' } } },
        { type: 'timer-fired', at: AT, timer: 'retry:nap' },
        { type: 'execution-timed-out', at: AT },
        { type: 'pause-requested', at: AT },
      ]),
    ).toEqual({ set: [], clear: [waitTimerId(step), 'retry:nap', EXECUTION_TIMEOUT_TIMER] });
  });
});
