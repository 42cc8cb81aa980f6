import { describe, expect, it } from 'vitest';
import { type FakeCode, FakeError, FakeGuest, one } from '../../testing/fake-guest.ts';
import { TestRun } from '../../testing/test-run.ts';
import { testPlan } from '../../testing/test-types.ts';
import { pendingEffects, pendingTimers } from './pending-effects.ts';

const get = (uri: string) => ({ verb: 'get', uri });
const post = (uri: string) => ({ verb: 'post', uri, args: { body: 1 } });

function planOf(more: Parameters<typeof testPlan>[0]['nodes'][string] = 'step') {
  return testPlan({ nodes: { start: 'start', a: more, b: 'step' }, edges: ['start > a', 'a > b'] });
}

describe('a retry', () => {
  const flaky =
    (fails: number): FakeCode =>
    (items, { attempt }) => {
      if (attempt <= fails) throw new FakeError('code_failed', `attempt ${attempt}`);
      return items.map(({ json }) => ({ json }));
    };

  it('waits longer each time with exponential backoff, up to the most', () => {
    const retry = { attempts: 5, backoff: 'exponential' as const, delayMs: 100, maxDelayMs: 300 };
    const run = new TestRun(planOf({ type: 'step', retry }), new FakeGuest({ a: flaky(4) }));
    const delays: number[] = [];
    let made = run.start();
    while (made.timers.length > 0) {
      const [timer] = made.timers;
      expect(made.status).toBe('waiting');
      expect(pendingTimers(run.state)).toEqual(made.timers);
      delays.push(timer!.dueAt - run.now);
      made = run.take({ type: 'timer-fired', timer: timer!.id });
    }
    expect(delays).toEqual([100, 200, 300, 300]);
    expect(made.status).toBe('completed');
    expect(run.events.filter((event) => event.type === 'step-started' && event.node === 'a')).toMatchObject(
      [1, 2, 3, 4, 5].map((attempt) => ({ attempt })),
    );
  });

  it('comes at once without a delay, and ends with the last error', () => {
    const retry = { attempts: 3, backoff: 'fixed' as const, delayMs: 0 };
    const { error, timers } = new TestRun(planOf({ type: 'step', retry }), new FakeGuest({ a: flaky(9) })).start();
    expect(timers).toEqual([]);
    expect(error).toMatchObject({ message: 'attempt 3' });
  });

  it('does not do again what was done once, but asks again for what it read', () => {
    const retry = { attempts: 2, backoff: 'fixed' as const, delayMs: 0 };
    const guest = new FakeGuest({
      *a(_, { attempt }) {
        const [posted] = yield { all: [post('https://example.org/')] };
        const [read] = yield { all: [get('kv:x')] };
        if (attempt === 1) throw new FakeError('code_failed');
        return one([posted!, read!]);
      },
    });
    const run = new TestRun(planOf({ type: 'step', retry }), guest);
    const [posting] = run.start().effects;
    const [reading] = run.settle(posting!, 'posted').effects;
    const again = run.settle(reading!, 'first').effects;
    expect(again).toMatchObject([{ attempt: 2, index: 1, verb: 'get' }]);
    run.settle(again[0]!, 'second');
    expect(run.output).toEqual([['posted', 'second']]);
  });

  it('does not do again what is still under way, and takes its late result', () => {
    const retry = { attempts: 2, backoff: 'fixed' as const, delayMs: 1000 };
    const guest = new FakeGuest({
      *a(_, { attempt }) {
        const values = yield { all: [post('https://example.org/'), get(`kv:${attempt}`)] };
        return one(values);
      },
    });
    const run = new TestRun(planOf({ type: 'step', retry }), guest);
    const [posting, reading] = run.start().effects;
    const refused = { ok: false as const, error: { code: 'effect_failed', message: 'no' } };
    const failed = run.take({ type: 'effect-settled', node: 'a', scope: '', attempt: 1, index: reading!.index, result: refused });
    expect(pendingEffects(run.plan, run.state)).toEqual([posting]);
    const second = run.take({ type: 'timer-fired', timer: failed.timers[0]!.id });
    expect(second.effects).toMatchObject([{ attempt: 2, index: 1 }]);
    run.settle(second.effects[0]!, 'read');
    expect(run.settle(posting!, 'posted').status).toBe('completed');
    expect(run.output).toEqual([['posted', 'read']]);
  });

  it('asks again for what was declared repeatable, or differs', () => {
    const retry = { attempts: 2, backoff: 'fixed' as const, delayMs: 0 };
    const guest = new FakeGuest({
      *a(_, { attempt }) {
        yield { all: [{ ...post('https://example.org/'), repeatable: true }, post(`https://example.org/${attempt}`)] };
        if (attempt === 1) throw new FakeError('code_failed');
        return one('done');
      },
    });
    const run = new TestRun(planOf({ type: 'step', retry }), guest);
    const first = run.start().effects;
    expect(first.map((effect) => effect.class)).toEqual(['idempotent', 'once']);
    run.settle(first[0]!);
    const second = run.settle(first[1]!).effects;
    expect(second).toMatchObject([
      { attempt: 2, index: 0 },
      { attempt: 2, index: 1 },
    ]);
    expect(second[0]?.key).toBe(first[0]?.key);
  });
});
