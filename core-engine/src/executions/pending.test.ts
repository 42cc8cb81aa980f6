import type { NewInput, PendingEffect } from '@sluice/kernel';
import { describe, expect, it } from 'vitest';
import type { JobResult } from '../sandbox/job.ts';
import { createLiveExecution, type ExecutionHead, type LiveExecution } from './live-execution.ts';
import { notePending, recoverEffects, withCurrentAttempt } from './pending.ts';

const AT = 1_800_000_000_000;
const wait = { kind: 'resume', token: 'a-token-of-enough-length' } as const;

function effect(index: number, over: Partial<PendingEffect> = {}): PendingEffect {
  const common = { node: 'call', scope: '', attempt: 1, index, verb: 'get', uri: 'https://a.example/', class: 'read' } as const;
  return { ...common, args: { value: null }, key: `key ${index}`, ...over };
}

function liveWith(...effects: PendingEffect[]): LiveExecution {
  const live = createLiveExecution({} as ExecutionHead, {
    fence: 1,
    lastSeq: 1,
    status: 'running',
    isCreated: true,
    source: 'cached',
  }); // its head is not looked at
  note(live, [], { effects });
  return live;
}

function note(
  live: LiveExecution,
  inputs: NewInput[],
  result: Partial<Pick<JobResult, 'effects' | 'pending' | 'timers'>> = {},
): void {
  notePending(
    live,
    inputs.map((input) => ({ input })),
    { effects: [], timers: [], ...result } as unknown as JobResult,
  ); // the members that are read
}

const step = (index: number, attempt = 1) => ({ at: AT, node: 'call', scope: '', attempt, index });
const settled = (index: number, attempt = 1): NewInput => ({
  ...step(index, attempt),
  type: 'effect-settled',
  result: { ok: true, value: { value: 1 } },
});
const indexes = (live: LiveExecution) => [...live.pending.values()].map(({ index }) => index);

describe('the effects without a result', () => {
  it('are those that were asked for and not settled', () => {
    const live = liveWith(effect(0), effect(1));
    note(live, [settled(0)], { effects: [effect(2)] });
    expect(indexes(live)).toEqual([1, 2]);
  });

  it('show their waits and doubts while others are still under way', () => {
    const live = liveWith(effect(0), effect(1), effect(2));
    note(live, [
      { ...step(0), type: 'effect-deferred', wait },
      { ...step(1), type: 'effect-in-doubt' },
    ]);
    expect([...live.pending.values()]).toEqual([effect(0, { wait }), effect(1, { inDoubt: true }), effect(2)]);
  });

  it('do not take on the wait of an earlier attempt', () => {
    const live = liveWith(effect(0, { attempt: 2 }));
    note(live, [{ ...step(0, 1), type: 'effect-deferred', wait }]);
    expect([...live.pending.values()]).toEqual([effect(0, { attempt: 2 })]);
  });

  it('of a doubt that was resolved are gone, unless it is to be done again', () => {
    const live = liveWith(effect(0, { inDoubt: true }), effect(1, { inDoubt: true }));
    note(
      live,
      [
        { ...step(0), type: 'doubt-resolved', decision: 'done' },
        { ...step(1), type: 'doubt-resolved', decision: 'retry' },
      ],
      { effects: [effect(1)] },
    );
    expect([...live.pending.values()]).toEqual([effect(1)]);
  });

  it('are what the sandbox says when it says them all', () => {
    const live = liveWith(effect(0), effect(1));
    note(live, [], { pending: [effect(7)] });
    expect(indexes(live)).toEqual([7]);
  });
});

it('retries are kept until they fire', () => {
  const live = liveWith();
  note(live, [], { timers: [{ id: 'retry//call:2', dueAt: AT + 5 }] });
  expect([...live.retries]).toEqual([['retry//call:2', AT + 5]]);
  note(live, [{ type: 'timer-fired', at: AT, timer: 'retry//call:2' }], { timers: [{ id: 'retry//call:3', dueAt: AT + 9 }] });
  expect([...live.retries]).toEqual([['retry//call:3', AT + 9]]);
});

describe('an input from the inbox', () => {
  it('is for the attempt that waits now; any other is left as it is', () => {
    const live = liveWith(effect(0, { attempt: 3 }));
    expect(withCurrentAttempt(live, { input: settled(0), inboxId: 5 }).input).toMatchObject({ attempt: 3 });
    expect(withCurrentAttempt(live, { input: settled(0) }).input).toMatchObject({ attempt: 1 });
    expect(withCurrentAttempt(live, { input: settled(4), inboxId: 5 }).input).toMatchObject({ attempt: 1 });
  });
});

it('after a crash, what may be repeated is done again, what may not is in doubt, and what waits goes on waiting', () => {
  const asked = effect(4, { class: 'once' });
  const live = liveWith(
    effect(0),
    effect(1, { class: 'once' }),
    effect(2, { class: 'once', wait }),
    effect(3, { class: 'once', inDoubt: true }),
    asked,
    effect(5, { class: 'idempotent' }),
  );
  const { again, doubts } = recoverEffects(live, { effects: [asked] } as unknown as JobResult, AT); // the member that is read
  expect(again).toEqual([asked, effect(0), effect(5, { class: 'idempotent' })]);
  expect(doubts).toEqual([{ input: { ...step(1), type: 'effect-in-doubt' } }]);
});
