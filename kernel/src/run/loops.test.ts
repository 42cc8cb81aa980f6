import type { Json } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { type FakeCode, FakeError, FakeGuest, one } from '../../testing/fake-guest.ts';
import { TestRun } from '../../testing/test-run.ts';
import { testPlan } from '../../testing/test-types.ts';

const add: FakeCode = (items) => items.map((item, index) => ({ json: Number(item.json) + 1, from: [index] }));
const goWhile =
  (condition: (json: Json, index: number) => boolean): FakeCode =>
  (items, request) => ({ control: one({ go: condition(items[0]?.json ?? null, request.loop!.index), maxIterations: 1000 }) });
/** A template, so that the guest is asked. */
const asked = '={{ $json }}';

describe('a loop', () => {
  const looping = testPlan({
    nodes: { start: 'start', again: { type: 'loop', params: { while: asked } }, body: 'step', end: 'step' },
    edges: ['start > again', 'again.each > body', 'body > again.next', 'again.done > end'],
  });

  it('goes round with the items that came to next, and gives out the last ones', () => {
    const guest = new FakeGuest({ again: goWhile((json) => Number(json) < 3), body: add });
    const run = new TestRun(looping, guest);
    expect(run.start([0]).status).toBe('completed');
    expect(run.output).toEqual([3]);
    expect(run.story.filter((line) => line.includes('iteration'))).toEqual([
      'iteration-started again#0',
      'iteration-ended again#0',
      'iteration-started again#1',
      'iteration-ended again#1',
      'iteration-started again#2',
      'iteration-ended again#2',
    ]);
    expect(guest.calls.filter((call) => call.node === 'body').map((call) => [call.scope, call.loop?.index])).toEqual([
      ['again#0', 0],
      ['again#1', 1],
      ['again#2', 2],
    ]);
  });

  it('gives out what came in when its condition is false at once, and does not enter its body', () => {
    const run = new TestRun(looping, new FakeGuest({ again: goWhile(() => false) }));
    run.start([5]);
    expect(run.output).toEqual([5]);
    expect(run.story.some((line) => line.includes('body'))).toBe(false);
  });

  it('stops with its current items when an iteration brings nothing to next', () => {
    const plan = testPlan({
      nodes: { start: 'start', again: 'loop', body: 'step', end: 'step' },
      edges: ['start > again', 'again.each > body', 'body > again.next', 'again.done > end'],
    });
    const guest = new FakeGuest({ body: (items) => (Number(items[0]!.json) < 2 ? one(Number(items[0]!.json) + 1) : []) });
    const run = new TestRun(plan, guest);
    run.start([0]);
    expect(run.output).toEqual([2]);
    expect(guest.calls.some((call) => call.node === 'again')).toBe(false);
  });

  it('ends an iteration only when its whole body has settled, dead ends included', () => {
    const plan = testPlan({
      nodes: { start: 'start', again: { type: 'loop', params: { while: asked } }, body: 'step', slow: 'step' },
      edges: ['start > again', 'again.each > body', 'again.each > slow', 'body > again.next'],
    });
    const guest = new FakeGuest({
      again: goWhile((_, index) => index < 1),
      *slow() {
        yield { all: [{ verb: 'sleep', uri: 'time:' }] };
        return [];
      },
    });
    const run = new TestRun(plan, guest);
    const { status, effects } = run.start([0]);
    expect(status).toBe('running');
    expect(run.story.at(-1)).toBe('effect-requested slow@again#0');
    expect(run.story).not.toContain('iteration-ended again#0');
    expect(run.settle(effects[0]!).status).toBe('completed');
  });

  it('fails with loop_limit when it would go round too often, and then lets its items go on if it may', () => {
    const nodes = { start: 'start', again: { type: 'loop', params: { maxIterations: 3 } }, body: 'step', end: 'step' } as const;
    const edges = ['start > again', 'again.each > body', 'body > again.next', 'again.done > end'];
    const stopped = new TestRun(testPlan({ nodes, edges }), new FakeGuest({ body: add }));
    expect(stopped.start([0]).error).toMatchObject({ code: 'loop_limit', nodeId: 'again' });

    const goingOn = { ...nodes, again: { ...nodes.again, onError: 'continue' as const } };
    const guest = new FakeGuest({ body: add });
    const continued = new TestRun(testPlan({ nodes: goingOn, edges }), guest);
    expect(continued.start([0]).status).toBe('completed');
    expect(guest.calls.at(-1)?.inputs['main']).toMatchObject([{ json: 3, error: { code: 'loop_limit' } }]);
  });

  it('is skipped with no live edge, and its body is never entered', () => {
    const plan = testPlan({
      nodes: { start: 'start', choose: 'if', again: 'loop', body: 'step', end: 'step' },
      edges: ['start > choose', 'choose.true > again', 'again.each > body', 'body > again.next', 'again.done > end'],
    });
    const run = new TestRun(plan, new FakeGuest({ choose: () => ({ false: one(1) }) }));
    expect(run.start().status).toBe('completed');
    expect(run.story.filter((line) => line.includes('skipped'))).toEqual(['step-skipped again', 'step-skipped end']);
  });

  it('tries its condition again where it stands, and runs no iteration twice', () => {
    const plan = testPlan({
      nodes: {
        start: 'start',
        again: { type: 'loop', params: { while: asked }, retry: { attempts: 2, backoff: 'fixed', delayMs: 0 } },
        body: 'step',
      },
      edges: ['start > again', 'again.each > body', 'body > again.next'],
    });
    const guest = new FakeGuest({
      body: add,
      again: (items, request) => {
        if (request.loop!.index === 1 && request.attempt === 1) throw new FakeError('template_failed');
        return goWhile((json) => Number(json) < 2)(items, request);
      },
    });
    const run = new TestRun(plan, guest);
    run.start([0]);
    expect(run.output).toEqual([2]);
    expect(guest.calls.filter((call) => call.node === 'body')).toHaveLength(2);
  });
});

describe('a for-each', () => {
  const over = (params: { [name: string]: Json }) =>
    testPlan({
      nodes: { start: 'start', each: { type: 'for-each', params }, body: 'step', end: 'step' },
      edges: ['start > each', 'each.each > body', 'body > each.next', 'each.done > end'],
    });
  const waiting: FakeCode = function* (items) {
    const [value] = yield { all: [{ verb: 'get', uri: 'kv:x', args: items[0]!.json }] };
    return one(value!);
  };

  it('gives batches of its items to iterations, and collects what they bring to next', () => {
    const guest = new FakeGuest({ body: (items) => one(items.map((item) => item.json)) });
    const run = new TestRun(over({ batchSize: 2 }), guest);
    run.start([1, 2, 3, 4, 5]);
    expect(run.output).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('runs so many iterations at a time, and gives results in the order of the items', () => {
    const run = new TestRun(over({ concurrency: 2 }), new FakeGuest({ body: waiting }));
    const first = run.start([1, 2, 3]).effects;
    expect(first.map((effect) => effect.scope)).toEqual(['each#0', 'each#1']);
    const second = run.settle(first[1]!, 'b').effects;
    expect(second.map((effect) => effect.scope)).toEqual(['each#2']);
    run.settle(second[0]!, 'c');
    expect(run.settle(first[0]!, 'a').status).toBe('completed');
    expect(run.output).toEqual(['a', 'b', 'c']);
  });

  it('evaluates its templates once, and records them', () => {
    const guest = new FakeGuest({ each: () => ({ control: one({ batchSize: 2, concurrency: 3 }) }) });
    const run = new TestRun(over({ batchSize: asked }), guest);
    run.start([1, 2, 3]);
    expect(guest.calls.filter((call) => call.node === 'each')).toHaveLength(1);
    expect(run.events.find((event) => event.type === 'loop-opened')).toMatchObject({ batchSize: 2, concurrency: 3 });
    expect(run.output).toEqual([1, 2, 3]);
  });

  it('refuses a batch size or concurrency that is no count', () => {
    for (const control of [{ batchSize: 0, concurrency: 1 }, { batchSize: 1, concurrency: 'many' }, 7]) {
      const guest = new FakeGuest({ each: () => ({ control: one(control) }) });
      const { status, error } = new TestRun(over({ batchSize: asked }), guest).start([1]);
      expect(status).toBe('failed');
      expect(error?.nodeId).toBe('each');
    }
  });

  it('is done with no items when nothing came to next, and what follows still fires', () => {
    const guest = new FakeGuest({ body: () => [], end: (items) => one(items.length) });
    const run = new TestRun(over({}), guest);
    run.start([1, 2]);
    expect(run.output).toEqual([0]);
  });

  it('passes its items on when nothing is wired to next', () => {
    const plan = testPlan({
      nodes: { start: 'start', each: 'for-each', body: 'step', end: 'step' },
      edges: ['start > each', 'each.each > body', 'each.done > end'],
    });
    const run = new TestRun(plan);
    run.start([1, 2]);
    expect(run.output).toEqual([1, 2]);
  });

  it('works with each wired straight to next, and with an empty body', () => {
    const straight = testPlan({ nodes: { start: 'start', each: 'for-each' }, edges: ['start > each', 'each.each > each.next'] });
    const run = new TestRun(straight);
    run.start([1, 2]);
    expect(run.output).toEqual([1, 2]);
    const empty = new TestRun(testPlan({ nodes: { start: 'start', each: 'for-each' }, edges: ['start > each'] }));
    empty.start([1, 2]);
    expect(empty.output).toEqual([1, 2]);
  });

  it('nests: every inner iteration is a scope of its own', () => {
    const plan = testPlan({
      nodes: { start: 'start', outer: 'for-each', split: 'step', inner: 'for-each', leaf: 'step', sum: 'step' },
      edges: [
        'start > outer',
        'outer.each > split',
        'split > inner',
        'inner.each > leaf',
        'leaf > inner.next',
        'inner.done > sum',
        'sum > outer.next',
      ],
    });
    const guest = new FakeGuest({
      split: (items) => (items[0]!.json as number[]).map((json) => ({ json })),
      leaf: (items) => one(Number(items[0]!.json) * 10),
      sum: (items) => one(items.reduce((sum, item) => sum + Number(item.json), 0)),
    });
    const run = new TestRun(plan, guest);
    run.start([
      [1, 2],
      [3, 4],
    ]);
    expect(run.output).toEqual([30, 70]);
    expect(guest.calls.filter((call) => call.node === 'leaf').map((call) => call.scope)).toEqual([
      'outer#0/inner#0',
      'outer#0/inner#1',
      'outer#1/inner#0',
      'outer#1/inner#1',
    ]);
  });
});

describe("$node('id')", () => {
  it('reads the nearest scope outwards, and of an enclosing loop the items of the iteration', () => {
    const plan = testPlan({
      nodes: {
        start: 'start',
        before: 'step',
        each: 'for-each',
        first: 'step',
        second: { type: 'step', params: { value: "={{ [$node('before'), $node('first'), $node('each')] }}" } },
      },
      edges: ['start > before', 'before > each', 'each.each > first', 'first > second', 'second > each.next'],
    });
    const guest = new FakeGuest({ first: (items) => one([items[0]!.json, 'seen']) });
    new TestRun(plan, guest).start([1, 2]);
    expect(guest.calls.filter((call) => call.node === 'second').map((call) => call.nodes)).toEqual([
      { before: [{ json: 1 }, { json: 2 }], each: [{ json: 1 }], first: [{ json: [1, 'seen'] }] },
      { before: [{ json: 1 }, { json: 2 }], each: [{ json: 2 }], first: [{ json: [2, 'seen'] }] },
    ]);
  });
});
