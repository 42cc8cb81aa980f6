import { describe, expect, it } from 'vitest';
import { FakeError, FakeGuest, one } from '../../testing/fake-guest.ts';
import { TestRun } from '../../testing/test-run.ts';
import { testPlan } from '../../testing/test-types.ts';
import { originsOf } from './origins-of.ts';
import { replay } from './replay.ts';
import { seek } from './seek.ts';
import { stepItems } from './step-items.ts';
import { viewState } from './view-state.ts';

const branching = testPlan({
  nodes: { start: 'start', choose: 'if', yes: 'step', no: 'step', join: 'merge' },
  edges: ['start > choose', 'choose.true > yes', 'choose.false > no', 'yes > join.a', 'no > join.a', 'start > join.b'],
});
const branchingGuest = () =>
  new FakeGuest({
    choose: (items) => ({ true: items.map((item, index) => ({ json: item.json, from: [index] })).reverse() }),
    join: (items) => [{ json: items.length }, { json: 'last', from: [items.length - 1] }],
  });

describe('a replay', () => {
  it('finds the first event that differs', () => {
    const run = new TestRun(branching, branchingGuest());
    run.start([1, 2]);
    const odd = new FakeGuest({ choose: () => ({ true: one('other') }), join: () => one('other') });
    const { identical, divergence, events } = replay(branching, run.events, { ...run.host, runner: odd });
    expect({ identical, events }).toEqual({ identical: false, events: 5 });
    expect(divergence?.recorded).toBe(run.lines[4]);
    expect(divergence?.replayed).toContain('other');
  });

  it('finds events that are missing or too many', () => {
    const run = new TestRun(branching, branchingGuest());
    run.start([1, 2]);
    const failing = new FakeGuest({
      join: () => {
        throw new FakeError('code_failed');
      },
      choose: branchingGuestCode,
    });
    expect(replay(branching, run.events, { ...run.host, runner: failing }).divergence?.recorded).toContain('step-completed');
    const cut = run.events.slice(0, -3);
    expect(replay(branching, cut, run.host)).toMatchObject({ identical: true, events: cut.length });
  });

  it('refuses to guess when a blob is gone', () => {
    const many = Array.from({ length: 3000 }, (_, index) => ({ json: `item ${index}` }));
    const run = new TestRun(branching, new FakeGuest());
    run.blobs.set('0'.repeat(64), JSON.stringify(many));
    run.start();
    const [started, ...rest] = run.events;
    const gone = { ...started, items: { blob: { sha256: '1'.repeat(64), size: 1 }, count: 3 } } as typeof started;
    expect(() => replay(branching, [gone!, ...rest], run.host)).toThrow(expect.objectContaining({ code: 'blob_unknown' }));
  });
});

function branchingGuestCode(items: readonly { json: unknown }[]) {
  return { true: items.map((item, index) => ({ json: item.json as number, from: [index] })).reverse() };
}

describe('the view of a state', () => {
  it('shows every step and every settled edge, with counts', () => {
    const run = new TestRun(branching, branchingGuest());
    run.start([1, 2]);
    const view = viewState(branching, run.state);
    expect(view).toMatchObject({ executionId: 'run-1', seq: run.events.length, status: 'completed' });
    expect(view.steps.map((step) => [step.node, step.status, step.inputs, step.outputs, step.reason])).toEqual([
      ['choose', 'completed', { main: 2 }, { true: 2 }, null],
      ['join', 'completed', { a: 2, b: 2 }, { main: 2 }, null],
      ['no', 'skipped', { main: 0 }, {}, 'dead'],
      ['start', 'completed', {}, { main: 2 }, null],
      ['yes', 'completed', { main: 2 }, { main: 2 }, null],
    ]);
    expect(view.edges).toEqual([
      { edge: 0, scope: '', state: 'live', count: 2 },
      { edge: 1, scope: '', state: 'live', count: 2 },
      { edge: 2, scope: '', state: 'dead', count: 0 },
      { edge: 3, scope: '', state: 'live', count: 2 },
      { edge: 4, scope: '', state: 'dead', count: 0 },
      { edge: 5, scope: '', state: 'live', count: 2 },
    ]);
  });

  it('grows event by event, back and forth', () => {
    const run = new TestRun(branching, branchingGuest());
    run.start([1, 2]);
    const at = (seq: number) => viewState(branching, seek(branching, run.events, seq));
    expect(at(0)).toMatchObject({ executionId: '', seq: 0, status: 'queued', steps: [], edges: [] });
    expect(at(2).steps).toMatchObject([{ node: 'start', status: 'running', startedSeq: 2, endedSeq: null }]);
    expect(at(3).edges).toHaveLength(2);
    expect(at(4).steps.map((step) => step.node)).toEqual(['choose', 'start']);
  });

  it('says what a step waits for, and what became of it at the end', () => {
    const plan = testPlan({
      nodes: { start: 'start', a: { type: 'step', retry: { attempts: 2, delayMs: 5, backoff: 'fixed' } }, b: 'step' },
      edges: ['start > a', 'start > b'],
    });
    const guest = new FakeGuest({
      a: () => {
        throw new FakeError('code_failed', 'first');
      },
      *b() {
        yield { all: [{ verb: 'post', uri: 'https://example.org/' }] };
        return [];
      },
    });
    const run = new TestRun(plan, guest);
    run.start();
    const statuses = () => viewState(plan, run.state).steps.map((step) => [step.node, step.status, step.error?.message]);
    const about = { node: 'b', scope: '', attempt: 1, index: 0 };
    expect(statuses().slice(0, 2)).toEqual([
      ['a', 'retrying', 'first'],
      ['b', 'running', undefined],
    ]);
    run.take({ type: 'effect-deferred', ...about, wait: { kind: 'time', dueAt: 9 } });
    expect(statuses()[1]?.[1]).toBe('waiting');
    run.take({ type: 'effect-in-doubt', ...about });
    expect(statuses()[1]?.[1]).toBe('in-doubt');
    run.take({ type: 'cancel-requested' });
    expect(statuses().map(([, status]) => status)).toEqual(['cancelled', 'cancelled', 'completed']);
  });
});

describe('origins', () => {
  const looping = testPlan({
    nodes: { start: 'start', each: { type: 'for-each', params: { batchSize: 2 } }, body: 'step', end: 'step' },
    edges: ['start > each', 'each.each > body', 'body > each.next', 'each.done > end'],
  });

  it('name the items that an item was made from, across merges', () => {
    const run = new TestRun(branching, branchingGuest());
    run.start([1, 2]);
    const origins = (node: string, port: string, index: number) =>
      originsOf(branching, run.state, { node, scope: '', port, index }, run.host);
    expect(origins('start', 'main', 0)).toEqual([]);
    expect(origins('choose', 'true', 0)).toEqual([{ node: 'start', scope: '', port: 'main', index: 1 }]);
    expect(origins('join', 'main', 1)).toEqual([{ node: 'start', scope: '', port: 'main', index: 1 }]);
    expect(origins('join', 'main', 0).map(({ node, index }) => `${node} ${index}`)).toEqual([
      'yes 0',
      'yes 1',
      'start 0',
      'start 1',
    ]);
    expect(origins('join', 'main', 9)).toEqual([]);
    expect(origins('no', 'main', 0)).toEqual([]);
  });

  it('lead through loops, in and out of each iteration', () => {
    const run = new TestRun(looping);
    run.start(['a', 'b', 'c']);
    const origins = (node: string, scope: string, port: string, index: number) =>
      originsOf(looping, run.state, { node, scope, port, index }, run.host);
    expect(origins('each', '', 'done', 2)).toEqual([{ node: 'body', scope: 'each#1', port: 'main', index: 0 }]);
    expect(origins('body', 'each#1', 'main', 0)).toEqual([{ node: 'each', scope: 'each#1', port: 'each', index: 0 }]);
    expect(origins('each', 'each#1', 'each', 0)).toEqual([{ node: 'start', scope: '', port: 'main', index: 2 }]);
  });

  it('lead through the rounds of a loop', () => {
    const plan = testPlan({
      nodes: { start: 'start', loop: { type: 'loop', params: { while: '={{ $json }}' } }, body: 'step' },
      edges: ['start > loop', 'loop.each > body', 'body > loop.next'],
    });
    const guest = new FakeGuest({ loop: (_, { loop }) => ({ control: one({ go: loop!.index < 2, maxIterations: 9 }) }) });
    const run = new TestRun(plan, guest);
    run.start(['a', 'b']);
    const origins = (node: string, scope: string, port: string, index: number) =>
      originsOf(plan, run.state, { node, scope, port, index }, run.host);
    expect(origins('loop', '', 'done', 1)).toEqual([{ node: 'body', scope: 'loop#1', port: 'main', index: 1 }]);
    expect(origins('loop', 'loop#1', 'each', 1)).toEqual([{ node: 'body', scope: 'loop#0', port: 'main', index: 1 }]);
    expect(origins('loop', 'loop#0', 'each', 1)).toEqual([{ node: 'start', scope: '', port: 'main', index: 1 }]);
  });

  it('come with the items in and out of a step', () => {
    const run = new TestRun(looping);
    run.start(['a', 'b', 'c']);
    const items = (node: string, scope: string, side: 'in' | 'out', port: string, offset = 0, limit = 50) =>
      stepItems(looping, run.state, { node, scope, side, port, offset, limit }, run.host);
    expect(items('each', '', 'in', 'main', 1, 1)).toEqual({
      items: [{ json: 'b', origin: [{ node: 'start', scope: '', port: 'main', index: 1 }] }],
      total: 3,
    });
    expect(items('each', '', 'in', 'next').items.map((item) => [item.json, item.origin[0]?.scope])).toEqual([
      ['a', 'each#0'],
      ['b', 'each#0'],
      ['c', 'each#1'],
    ]);
    expect(items('each', '', 'out', 'each').items.map((item) => item.origin[0])).toEqual(
      [0, 1, 2].map((index) => ({ node: 'start', scope: '', port: 'main', index })),
    );
    expect(items('each', 'each#1', 'out', 'each')).toMatchObject({ items: [{ json: 'c' }], total: 1 });
    expect(items('body', 'each#1', 'in', 'main')).toEqual({
      items: [{ json: 'c', origin: [{ node: 'each', scope: 'each#1', port: 'each', index: 0 }] }],
      total: 1,
    });
    expect(items('each', '', 'out', 'done', 2)).toEqual({
      items: [{ json: 'c', origin: [{ node: 'body', scope: 'each#1', port: 'main', index: 0 }] }],
      total: 3,
    });
    expect(items('nobody', '', 'out', 'main')).toEqual({ items: [], total: 0 });
    expect(items('body', '', 'in', 'main')).toEqual({ items: [], total: 0 });
  });
});
