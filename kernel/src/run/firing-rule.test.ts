import { describe, expect, it } from 'vitest';
import { FakeError, FakeGuest, one } from '../../testing/fake-guest.ts';
import { TestRun } from '../../testing/test-run.ts';
import { testPlan } from '../../testing/test-types.ts';

describe('the firing rule', () => {
  it('runs a chain from its trigger to its last node, whose items are the output', () => {
    const plan = testPlan({ nodes: { start: 'start', a: 'step', b: 'step' }, edges: ['start > a', 'a > b'] });
    const run = new TestRun(
      plan,
      new FakeGuest({ a: (items) => items.map((item, index) => ({ json: [item.json, 'a'], from: [index] })) }),
    );
    const { status, more, missingBlobs } = run.start([1, 2]);
    expect({ status, more, missingBlobs }).toEqual({ status: 'completed', more: false, missingBlobs: [] });
    expect(run.output).toEqual([
      [1, 'a'],
      [2, 'a'],
    ]);
    expect(run.story).toEqual([
      'step-started start',
      'step-completed start',
      'step-started a',
      'step-completed a',
      'step-started b',
      'step-completed b',
      'execution-completed',
    ]);
  });

  it('settles the untaken branch dead and skips what only it leads to', () => {
    const plan = testPlan({
      nodes: { start: 'start', choose: 'if', yes: 'step', no: 'step', after: 'step' },
      edges: ['start > choose', 'choose.true > yes', 'choose.false > no', 'no > after'],
    });
    const run = new TestRun(
      plan,
      new FakeGuest({ choose: (items) => ({ true: items.map(({ json }) => ({ json })), false: [] }) }),
    );
    run.start();
    expect(run.story.filter((line) => line.includes('skipped'))).toEqual(['step-skipped no', 'step-skipped after']);
    expect(run.events.find((event) => event.type === 'step-skipped')).toMatchObject({ reason: 'dead' });
    expect(run.output).toEqual([{}]);
  });

  it('fires a join once, when its last edge has settled, live or dead', () => {
    const plan = testPlan({
      nodes: { start: 'start', choose: 'if', yes: 'step', no: 'step', join: 'step' },
      edges: ['start > choose', 'choose.true > yes', 'choose.false > no', 'yes > join', 'no > join', 'start > join'],
    });
    const guest = new FakeGuest({ choose: () => ({ true: one('yes') }) });
    const run = new TestRun(plan, guest);
    run.start(['start']);
    expect(guest.calls.filter((call) => call.node === 'join').map((call) => call.inputs)).toEqual([
      { main: [{ json: 'yes' }, { json: 'start' }] },
    ]);
    expect(run.story.slice(-5)).toEqual([
      'step-started yes',
      'step-completed yes',
      'step-started join',
      'step-completed join',
      'execution-completed',
    ]);
  });

  it('concatenates the live items of a port in the order of the edges, not in the order in which they came', () => {
    const plan = testPlan({
      nodes: { start: 'start', a: 'step', b: 'step', c: 'step', join: 'merge' },
      edges: ['start > a', 'start > b', 'b > c', 'c > join.a', 'a > join.a', 'start > join.b', 'b > join.a'],
    });
    const guest = new FakeGuest({ a: () => one('a'), b: () => one('b'), c: () => one('c') });
    new TestRun(plan, guest).start(['start']);
    const { inputs } = guest.calls.find((call) => call.node === 'join')!;
    expect(inputs).toEqual({ a: [{ json: 'c' }, { json: 'a' }, { json: 'b' }], b: [{ json: 'start' }] });
  });

  it('takes a port that was given out empty as dead', () => {
    const plan = testPlan({
      nodes: { start: 'start', filter: 'step', after: 'respond' },
      edges: ['start > filter', 'filter > after'],
    });
    const run = new TestRun(plan, new FakeGuest({ filter: () => ({ main: [] }) }));
    expect(run.start().status).toBe('completed');
    expect(run.story).toContain('step-skipped after');
    expect(run.output).toEqual([]);
  });

  it('settles the other triggers dead', () => {
    const plan = testPlan({ nodes: { one: 'start', two: 'start', join: 'step' }, edges: ['one > join', 'two > join'] });
    const run = new TestRun(plan);
    run.start([7], 'two');
    expect(run.events.find((event) => event.type === 'step-skipped')).toMatchObject({ node: 'one', reason: 'other-trigger' });
    expect(run.output).toEqual([7]);
  });

  it('fails an execution that was started at what is no trigger', () => {
    const plan = testPlan({ nodes: { start: 'start', a: 'step' }, edges: ['start > a'] });
    const run = new TestRun(plan);
    const { status, error } = run.start([{}], 'a');
    expect({ status, code: error?.code }).toEqual({ status: 'failed', code: 'node_unknown' });
  });

  it('hands items through a node that is disabled with pass, and stops them at one with block', () => {
    const nodes = { start: 'start', off: { type: 'step', disabled: 'pass' as const }, end: 'step' };
    const passing = new TestRun(
      testPlan({ nodes, edges: ['start > off', 'off > end'] }),
      new FakeGuest({ off: () => one('never') }),
    );
    passing.start([1, 2]);
    expect(passing.output).toEqual([1, 2]);

    const blocked = { ...nodes, off: { type: 'step', disabled: 'block' as const } };
    const blocking = new TestRun(testPlan({ nodes: blocked, edges: ['start > off', 'off > end'] }));
    expect(blocking.start().status).toBe('completed');
    expect(blocking.events.filter((event) => event.type === 'step-skipped')).toMatchObject([
      { node: 'off', reason: 'disabled' },
      { node: 'end', reason: 'dead' },
    ]);
  });

  it('skips a disabled node that nothing leads to', () => {
    const plan = testPlan({ nodes: { start: 'start', lone: { type: 'step', disabled: 'block' } } });
    const run = new TestRun(plan);
    expect(run.start().status).toBe('completed');
    expect(run.events.find((event) => event.type === 'step-skipped')).toMatchObject({ node: 'lone', reason: 'disabled' });
  });

  it('refuses items on a port that the node does not have', () => {
    const plan = testPlan({ nodes: { start: 'start', a: 'step' }, edges: ['start > a'] });
    const { status, error } = new TestRun(plan, new FakeGuest({ a: () => ({ other: one(1) }) })).start();
    expect(status).toBe('failed');
    expect(error).toMatchObject({ code: 'step_port_unknown', nodeId: 'a', scope: '' });
    expect(error?.message).toContain('"other"');
  });

  it('sends items by ports that a parameter names', () => {
    const plan = testPlan({
      nodes: { start: 'start', sort: { type: 'switch', params: { cases: [{ port: 'odd' }] } }, odd: 'step', rest: 'step' },
      edges: ['start > sort', 'sort.odd > odd', 'sort.else > rest'],
    });
    const run = new TestRun(plan, new FakeGuest({ sort: () => ({ odd: one(1), else: one(2) }) }));
    run.start();
    expect(run.output).toEqual([1, 2]);
  });
});

describe('the output', () => {
  it('is what reached the respond node, and the first response is given', () => {
    const plan = testPlan({
      nodes: { start: 'start', answer: 'respond', second: 'respond', after: 'step' },
      edges: ['start > answer', 'answer > after', 'after > second'],
    });
    const guest = new FakeGuest({
      answer: () => ({ main: one('a'), response: one({ status: 201, body: 'first' }) }),
      second: () => ({ main: one('b'), response: one({ body: 'second' }) }),
    });
    const run = new TestRun(plan, guest);
    const { response } = run.start();
    expect(response).toEqual({ value: { status: 201, body: 'first' } });
    expect(run.story.filter((line) => line === 'response-ready')).toHaveLength(1);
    expect(run.output).toEqual(['a', 'b']);
    expect(run.events.find((event) => event.type === 'step-completed' && event.node === 'answer')).toMatchObject({
      outputs: { main: { items: [{ json: 'a' }] } },
    });
  });

  it('is what the last nodes gave out, when no respond node was reached', () => {
    const plan = testPlan({
      nodes: { start: 'start', choose: 'if', answer: 'respond', x: 'step', a: 'step' },
      edges: ['start > choose', 'choose.true > answer', 'start > x', 'start > a'],
    });
    const run = new TestRun(
      plan,
      new FakeGuest({ choose: () => ({ false: one('unwired') }), x: () => one('x'), a: () => one('a') }),
    );
    run.start();
    expect(run.output).toEqual(['a', 'x']);
  });
});

describe('a failure', () => {
  it('ends the execution at once, with the node, and starts nothing more', () => {
    const plan = testPlan({
      nodes: { start: 'start', a: 'step', b: 'step', c: 'step' },
      edges: ['start > a', 'start > b', 'b > c'],
    });
    const guest = new FakeGuest({
      a: () => {
        throw new FakeError('code_failed', 'broken');
      },
    });
    const run = new TestRun(plan, guest);
    const { status, error } = run.start();
    expect(status).toBe('failed');
    expect(error).toEqual({
      code: 'code_failed',
      message: 'broken',
      hint: "The message and line are the code's own.",
      nodeId: 'a',
      scope: '',
    });
    expect(run.story.slice(-3)).toEqual(['step-started a', 'step-failed a', 'execution-failed']);
  });

  it('lets the items go on, marked, with onError continue and route', () => {
    const fail = () => {
      throw new FakeError('code_failed', 'broken');
    };
    for (const [onError, port] of [
      ['continue', 'main'],
      ['route', 'error'],
    ] as const) {
      const plan = testPlan({
        nodes: { start: 'start', a: { type: 'step', onError }, end: 'step' },
        edges: ['start > a', `a.${port} > end`],
      });
      const guest = new FakeGuest({ a: fail });
      const run = new TestRun(plan, guest);
      expect(run.start([1, 2]).status).toBe('completed');
      expect(guest.calls.at(-1)?.inputs['main']).toMatchObject([
        { json: 1, error: { code: 'code_failed', nodeId: 'a' } },
        { json: 2, error: { code: 'code_failed', nodeId: 'a' } },
      ]);
      expect(run.story).toContain('step-failed a');
      expect(run.output).toEqual([1, 2]);
    }
  });
});
