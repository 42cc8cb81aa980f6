import { describe, expect, it } from 'vitest';
import { type FakeCode, type FakeError, FakeGuest, one } from '../../testing/fake-guest.ts';
import { TestRun } from '../../testing/test-run.ts';
import { testPlan } from '../../testing/test-types.ts';
import { pendingEffects } from './pending-effects.ts';

const get = (uri: string) => ({ verb: 'get', uri });
const post = (uri: string) => ({ verb: 'post', uri, args: { body: 1 } });

function planOf(more: Parameters<typeof testPlan>[0]['nodes'][string] = 'step') {
  return testPlan({ nodes: { start: 'start', a: more, b: 'step' }, edges: ['start > a', 'a > b'] });
}

describe('an effect', () => {
  it('parks the step, which runs again from its start with the recorded results', () => {
    const guest = new FakeGuest({
      *a() {
        const [first] = yield { all: [get('kv:one')] };
        const [second] = yield { all: [post('https://example.org/')] };
        return one([first!, second!]);
      },
    });
    const run = new TestRun(planOf(), guest);
    const started = run.start();
    expect(started.status).toBe('running');
    expect(started.effects).toEqual([
      {
        node: 'a',
        scope: '',
        attempt: 1,
        index: 0,
        verb: 'get',
        uri: 'kv:one',
        args: { value: null },
        class: 'read',
        key: run.host.sha256('run-1/a//0'),
      },
    ]);
    const next = run.settle(started.effects[0]!, 'x');
    expect(next.effects).toMatchObject([{ index: 1, class: 'once', args: { value: { body: 1 } } }]);
    expect(guest.calls.at(-1)?.results).toEqual([{ index: 0, result: { ok: true, value: 'x' } }]);
    expect(run.settle(next.effects[0]!, 'y').status).toBe('completed');
    expect(run.output).toEqual([['x', 'y']]);
    expect(run.story.filter((line) => line === 'step-started a')).toHaveLength(1);
  });

  it('keeps the clock and the seed of its attempt through all its runs', () => {
    const guest = new FakeGuest({
      *a() {
        yield { all: [get('kv:one')] };
        return [];
      },
    });
    const run = new TestRun(planOf(), guest);
    run.settle(run.start().effects[0]!);
    const calls = guest.calls.filter((call) => call.node === 'a');
    expect(calls).toHaveLength(2);
    expect(new Set(calls.map((call) => `${call.nowMs} ${call.seed}`)).size).toBe(1);
    expect(calls[0]?.seed).toMatch(/^[0-9a-f]{32}$/);
  });

  it('delivers results in the order in which they were settled', () => {
    const guest = new FakeGuest({
      *a() {
        const [winner] = yield { race: [get('kv:one'), get('kv:two')] };
        return one(winner!);
      },
    });
    const run = new TestRun(planOf(), guest);
    const { effects } = run.start();
    run.settle(effects[1]!, 'two');
    expect(run.output).toEqual(['two']);
    const { events, status } = run.settle(effects[0]!, 'late');
    expect({ events, status }).toEqual({ events: [], status: 'completed' });
  });

  it('of independent steps are under way together', () => {
    const waits: FakeCode = function* (_, { node }) {
      yield { all: [get(`kv:${node}`)] };
      return [];
    };
    const plan = testPlan({ nodes: { start: 'start', a: 'step', b: 'step' }, edges: ['start > a', 'start > b'] });
    expect(new TestRun(plan, new FakeGuest({ a: waits, b: waits })).start().effects.map((effect) => effect.node)).toEqual([
      'a',
      'b',
    ]);
  });

  it('holds further steps back from 64 in flight on', () => {
    const nodes = Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`n${index}`, 'step']));
    const plan = testPlan({ nodes: { start: 'start', ...nodes }, edges: Object.keys(nodes).map((id) => `start > ${id}`) });
    const waits: FakeCode = function* () {
      yield { all: [get('kv:x')] };
      return [];
    };
    const run = new TestRun(plan, new FakeGuest(Object.fromEntries(Object.keys(nodes).map((id) => [id, waits]))));
    const { effects } = run.start();
    expect(effects).toHaveLength(64);
    expect(run.settle(effects[0]!).effects).toHaveLength(1);
  });

  it('runs a step with many effects in flight only some times, not for each result', () => {
    const guest = new FakeGuest({
      *a() {
        const values = yield { all: Array.from({ length: 200 }, (_, index) => get(`kv:${index}`)) };
        return one(values.length);
      },
    });
    const run = new TestRun(planOf(), guest);
    for (const effect of run.start().effects) run.settle(effect);
    expect(run.output).toEqual([200]);
    expect(guest.calls.filter((call) => call.node === 'a').length).toBeLessThan(50);
  });

  it('that nobody knows fails at once, with a code that the guest can catch', () => {
    const guest = new FakeGuest({
      *a() {
        try {
          yield { all: [{ verb: 'dance', uri: 'moon:full' }] };
        } catch (error) {
          return one((error as FakeError).code);
        }
        return [];
      },
    });
    const run = new TestRun(planOf(), guest);
    const { effects, status } = run.start();
    expect({ effects, status }).toEqual({ effects: [], status: 'completed' });
    expect(run.output).toEqual(['effect_unknown']);
    expect(run.events.find((event) => event.type === 'effect-requested')).toMatchObject({
      refused: { code: 'effect_unknown', nodeId: 'a' },
    });
  });

  it('that fails rejects in the guest', () => {
    const guest = new FakeGuest({
      *a() {
        yield { all: [get('kv:one')] };
        return [];
      },
    });
    const run = new TestRun(planOf(), guest);
    const [effect] = run.start().effects;
    const { error } = run.take({
      ...{ type: 'effect-settled', node: 'a', scope: '', attempt: 1, index: effect!.index },
      result: { ok: false, error: { code: 'http_status', message: '500' } },
    });
    expect(error).toMatchObject({ code: 'http_status', nodeId: 'a' });
  });

  it('makes a step fail that waits for what can never come', () => {
    const guest = new FakeGuest({
      *a() {
        yield { race: [] };
        return [];
      },
    });
    expect(new TestRun(planOf(), guest).start().error).toMatchObject({ code: 'code_failed', nodeId: 'a' });
  });
});

describe('a deferred effect', () => {
  it('parks the execution until it is settled', () => {
    const guest = new FakeGuest({
      *a() {
        const [value] = yield { all: [{ verb: 'sleep', uri: 'time:' }] };
        return one(value!);
      },
    });
    const run = new TestRun(planOf(), guest);
    const [effect] = run.start().effects;
    const wait = { kind: 'time' as const, dueAt: 9 };
    const parked = run.take({ type: 'effect-deferred', node: 'a', scope: '', attempt: 1, index: 0, wait });
    expect(parked.status).toBe('waiting');
    expect(pendingEffects(run.plan, run.state)).toEqual([{ ...effect, wait }]);
    expect(run.settle(effect!, 'awake').status).toBe('completed');
    expect(run.output).toEqual(['awake']);
    expect(pendingEffects(run.plan, run.state)).toEqual([]);
  });
});

describe('an effect in doubt', () => {
  const guest = () =>
    new FakeGuest({
      *a() {
        const [value] = yield { all: [post('https://example.org/')] };
        return one(value!);
      },
    });
  const about = { node: 'a', scope: '', attempt: 1, index: 0 };

  it('parks the execution until somebody says retry, done or fail', () => {
    const doubtful = () => {
      const run = new TestRun(planOf(), guest());
      run.start();
      expect(run.take({ type: 'effect-in-doubt', ...about }).status).toBe('in-doubt');
      expect(pendingEffects(run.plan, run.state)).toMatchObject([{ ...about, inDoubt: true }]);
      return run;
    };
    const retried = doubtful();
    const again = retried.take({ type: 'doubt-resolved', ...about, decision: 'retry' });
    expect(again).toMatchObject({ status: 'running', effects: [about] });
    expect(retried.settle(again.effects[0]!, 1).status).toBe('completed');

    const done = doubtful();
    done.take({ type: 'doubt-resolved', ...about, decision: 'done', value: { value: 'said' } });
    expect(done.output).toEqual(['said']);

    const failed = doubtful();
    expect(failed.take({ type: 'doubt-resolved', ...about, decision: 'fail' }).error).toMatchObject({ code: 'effect_in_doubt' });
  });

  it('is resolved by the node itself when it says how', () => {
    const retry = new TestRun(planOf({ type: 'step', onDoubt: 'retry' }), guest());
    retry.start();
    expect(retry.take({ type: 'effect-in-doubt', ...about })).toMatchObject({ status: 'running', effects: [about] });
    const done = new TestRun(planOf({ type: 'step', onDoubt: 'done' }), guest());
    done.start();
    expect(done.take({ type: 'effect-in-doubt', ...about }).status).toBe('completed');
    expect(done.output).toEqual([null]);
    const fail = new TestRun(planOf({ type: 'step', onDoubt: 'fail' }), guest());
    fail.start();
    expect(fail.take({ type: 'effect-in-doubt', ...about }).status).toBe('failed');
  });

  it('leaves the status running while other effects are under way', () => {
    const plan = testPlan({ nodes: { start: 'start', a: 'step', b: 'step' }, edges: ['start > a', 'start > b'] });
    const waits: FakeCode = function* () {
      yield { all: [post('https://example.org/')] };
      return [];
    };
    const run = new TestRun(plan, new FakeGuest({ a: waits, b: waits }));
    run.start();
    expect(run.take({ type: 'effect-in-doubt', ...about }).status).toBe('running');
    expect(run.settle({ ...about, node: 'b' }).status).toBe('in-doubt');
  });
});
