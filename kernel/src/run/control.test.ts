import type { EventOf } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { FakeAbort, FakeError, FakeGuest, one } from '../../testing/fake-guest.ts';
import { TestRun } from '../../testing/test-run.ts';
import { testPlan } from '../../testing/test-types.ts';
import { replay } from '../history/replay.ts';
import { endAtOnce } from './end-at-once.ts';

const plan = testPlan({ nodes: { start: 'start', a: 'step', b: 'step' }, edges: ['start > a', 'a > b'] });
const waitingGuest = () =>
  new FakeGuest({
    *a() {
      const [value] = yield { all: [{ verb: 'get', uri: 'kv:x' }] };
      return one(value!);
    },
  });

describe('control', () => {
  it('cancels at once, and drops what comes later', () => {
    const run = new TestRun(plan, waitingGuest());
    const [effect] = run.start().effects;
    const { status, events } = run.take({ type: 'cancel-requested', actor: 'did:key:z6Mk', reason: 'enough' });
    expect(status).toBe('cancelled');
    expect(events.map((event) => event.type)).toEqual(['cancel-requested', 'execution-cancelled']);
    expect(run.settle(effect!).events).toEqual([]);
  });

  it('fails at its time limit', () => {
    const run = new TestRun(plan, waitingGuest());
    run.start();
    expect(run.take({ type: 'execution-timed-out' })).toMatchObject({ status: 'failed', error: { code: 'execution_timeout' } });
  });

  it('keeps the first of two reasons to end', () => {
    const run = new TestRun(plan, waitingGuest());
    run.start();
    expect(run.take({ type: 'execution-timed-out' }, { type: 'cancel-requested' }).status).toBe('failed');
  });

  it('starts nothing while it is paused, but takes results in', () => {
    const run = new TestRun(plan, waitingGuest());
    const [effect] = run.start().effects;
    expect(run.take({ type: 'pause-requested' }).status).toBe('waiting');
    const paused = run.settle(effect!, 'x');
    expect(paused.status).toBe('waiting');
    expect(paused.events.map((event) => event.type)).toEqual(['effect-settled']);
    expect(run.take({ type: 'resume-requested' }).status).toBe('completed');
    expect(run.story).toContain('execution-resumed');
    expect(run.output).toEqual(['x']);
  });

  it('says nothing of a pause that is taken back before it came into force', () => {
    const run = new TestRun(plan, waitingGuest());
    run.start();
    const { events } = run.take({ type: 'pause-requested' }, { type: 'resume-requested' });
    expect(events.map((event) => event.type)).toEqual(['pause-requested', 'resume-requested']);
  });

  it('yields after so many guest calls, and goes on from there', () => {
    const whole = new TestRun(plan);
    whole.start([1]);
    const parts = new TestRun(plan);
    let made = parts.start([1], 'start', { maxSteps: 1 });
    expect(made).toMatchObject({ status: 'running', more: true });
    while (made.more) made = parts.takeAll([], { maxSteps: 1 });
    expect(made.status).toBe('completed');
    expect(parts.lines).toEqual(whole.lines);
  });

  it.each([
    ['a cancel', { type: 'cancel-requested', actor: 'did:key:z6Mk', reason: 'enough' }],
    ['the end of its time', { type: 'execution-timed-out' }],
  ] as const)('needs no plan for %s: the events are those that are made with it', (_, ending) => {
    const moments: ((run: TestRun) => void)[] = [
      (run) => run.start(),
      (run) => run.start([1, 2], 'start', { maxSteps: 1 }),
      (run) => {
        run.start();
        run.take({ type: 'pause-requested' });
      },
    ];
    for (const reach of moments) {
      const run = new TestRun(plan, waitingGuest());
      reach(run);
      const { seq } = run.state;
      const { events, status, error } = run.take(ending);
      expect(endAtOnce(seq, { ...ending, at: run.now })).toEqual({ status, error, events });
    }
  });

  it('ends one that has not begun with its start before it', () => {
    const run = new TestRun(plan);
    const started = run.start([1], 'start', { untilSeq: 1 }).events[0] as EventOf<'execution-started'>;
    const { events } = run.take({ type: 'cancel-requested' });
    const ended = endAtOnce(0, { type: 'cancel-requested', at: run.now }, started);
    expect(ended.events).toEqual([started, ...events]);
  });

  it('lets a cancel in between two parts', () => {
    const run = new TestRun(plan);
    run.start([1], 'start', { maxSteps: 1 });
    expect(run.take({ type: 'cancel-requested' }).status).toBe('cancelled');
    expect(replay(plan, run.events, run.host).identical).toBe(true);
  });
});

describe('an attempt that is cut off', () => {
  const retry = { attempts: 2, backoff: 'fixed' as const, delayMs: 0 };
  const retrying = testPlan({ nodes: { start: 'start', a: { type: 'step', retry } }, edges: ['start > a'] });
  const error = { code: 'step_timeout', message: 'too long' };

  it('is journaled as an input, then fails, and is retried like any other', () => {
    const guest = new FakeGuest({
      a: (_, { attempt }) => {
        if (attempt === 1) throw new FakeAbort('step_timeout', 'too long');
        return one('late');
      },
    });
    const run = new TestRun(retrying, guest);
    run.start();
    expect(run.output).toEqual(['late']);
    expect(run.events.map((event) => event.type).slice(3, 7)).toEqual([
      'step-started',
      'step-aborted',
      'step-failed',
      'step-started',
    ]);
    expect(run.events.find((event) => event.type === 'step-aborted')).toMatchObject({ at: run.now, attempt: 1, error });
    // A guest that is faster this time changes nothing.
    const faster = new TestRun(retrying, new FakeGuest({ a: () => one('late') }));
    expect(replay(retrying, run.events, faster.host).identical).toBe(true);
  });

  it('ends the execution when it was the end of its time, whatever follows a failure otherwise', () => {
    const lenient = testPlan({
      nodes: { start: 'start', a: { type: 'step', retry, onError: 'continue' }, b: 'step' },
      edges: ['start > a', 'a > b'],
    });
    const guest = new FakeGuest({
      a: () => {
        throw new FakeAbort('execution_timeout', 'over');
      },
    });
    const run = new TestRun(lenient, guest);
    run.start();
    expect(run.events.slice(-3)).toMatchObject([
      { type: 'step-aborted' },
      { type: 'step-failed' },
      { type: 'execution-failed', error: { code: 'execution_timeout', nodeId: 'a' } },
    ]);
    expect(replay(lenient, run.events, run.host).identical).toBe(true);
  });

  it('fails without being run when the worker died before anything was journaled', () => {
    const guest = new FakeGuest({ a: () => one('fine') });
    const run = new TestRun(retrying, guest);
    run.takeAll([], { maxSteps: 0 });
    const started = new TestRun(retrying);
    started.start([1]);
    const input = started.events[0]!;
    if (input.type !== 'execution-started') throw new Error('The first event is the start');
    run.take(input, { type: 'step-aborted', node: 'a', scope: '', attempt: 1, error });
    expect(run.events.map((event) => event.type).slice(0, 2)).toEqual(['execution-started', 'step-aborted']);
    expect(run.story.filter((line) => line.endsWith(' a'))).toEqual([
      'step-started a',
      'step-failed a',
      'step-started a',
      'step-completed a',
    ]);
    expect(guest.calls).toHaveLength(1);
    expect(replay(retrying, run.events, run.host).identical).toBe(true);
  });

  it('fails while it waits for an effect', () => {
    const run = new TestRun(plan, waitingGuest());
    run.start();
    const { status, error: reported } = run.take({ type: 'step-aborted', node: 'a', scope: '', attempt: 1, error });
    expect({ status, code: reported?.code }).toEqual({ status: 'failed', code: 'step_timeout' });
    expect(replay(plan, run.events, run.host).identical).toBe(true);
  });

  it('changes nothing when the attempt is over', () => {
    const guest = new FakeGuest({
      a: (_, { attempt }) => {
        if (attempt === 1) throw new FakeError('code_failed');
        return one('fine');
      },
      *b() {
        yield { all: [{ verb: 'get', uri: 'kv:x' }] };
        return [];
      },
    });
    const both = testPlan({ nodes: { start: 'start', a: { type: 'step', retry }, b: 'step' }, edges: ['start > a', 'a > b'] });
    const run = new TestRun(both, guest);
    run.start();
    const { events, status } = run.take({ type: 'step-aborted', node: 'a', scope: '', attempt: 1, error });
    expect({ count: events.length, status }).toEqual({ count: 1, status: 'running' });
  });
});
