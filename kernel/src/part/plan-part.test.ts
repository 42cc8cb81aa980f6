import type { GivenOutputs, JournalEvent, Json } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { FakeGuest, one } from '../../testing/fake-guest.ts';
import { TestRun } from '../../testing/test-run.ts';
import { type TestDocument, testPlan } from '../../testing/test-types.ts';
import type { Plan } from '../graph/plan.ts';
import { replay } from '../history/replay.ts';
import { seek } from '../history/seek.ts';
import { stepItems } from '../history/step-items.ts';
import { viewState } from '../history/view-state.ts';
import type { EarlierRun } from './earlier-data.ts';
import { planPart, triggersOf } from './plan-part.ts';

/** start → choose → (yes → late | no) → join → end, and start → side. */
const document = (more: TestDocument['nodes'] = {}): TestDocument => ({
  nodes: {
    start: 'start',
    choose: 'if',
    yes: 'step',
    late: 'step',
    no: 'step',
    join: 'merge',
    end: 'step',
    side: 'step',
    ...more,
  },
  edges: [
    'start > choose',
    'choose.true > yes',
    'yes > late',
    'choose.false > no',
    'late > join.a',
    'no > join.b',
    'join > end',
    'start > side',
  ],
});
const guest = () =>
  new FakeGuest({
    choose: (items) => ({ true: items.map(({ json }) => ({ json })) }),
    rounds: (_, { loop }) => ({ control: one({ go: loop!.index < 2, maxIterations: 10 }) }),
  });
const items = (...values: Json[]) => ({ items: values.map((json) => ({ json })) });
const pin = (...values: Json[]): GivenOutputs => ({ outputs: { main: items(...values) } });

interface Wish {
  readonly target?: string;
  readonly from?: string;
  readonly anew?: boolean;
  readonly pins?: Record<string, GivenOutputs>;
  readonly earlier?: readonly Played[];
  readonly items?: readonly Json[];
}
class Played extends TestRun {
  id = '';
  get earlier(): EarlierRun {
    return { executionId: this.id, plan: this.plan, state: this.state };
  }
}
let count = 0;

function run(plan: Plan, { target, from, anew, pins = {}, earlier = [], items: given = [1, 2] }: Wish = {}): Played {
  const played = new Played(plan, guest());
  count += 1;
  played.id = `run-${count}`;
  const isPart = target !== undefined || from !== undefined;
  const part = isPart
    ? planPart(plan, {
        target,
        from,
        anew,
        pins,
        earlier: earlier.map((one) => one.earlier),
        trigger: 'start',
        items: items(...given),
      })
    : { given: pins };
  played.start(given, 'start', undefined, part);
  return played;
}
const ran = ({ story }: TestRun) => story.filter((line) => line.startsWith('step-started')).map((line) => line.split(' ')[1]);
const gave = ({ story }: TestRun) => story.filter((line) => line.startsWith('step-given')).map((line) => line.split(' ')[1]);
const skippedOf = (played: TestRun) =>
  Object.fromEntries(
    viewState(played.plan, played.state).steps.flatMap(({ node, reason }) => (reason === null ? [] : [[node, reason]])),
  );

describe('a run up to a node', () => {
  it('runs what the node needs and the node, gives its output, and skips the rest as not asked for', () => {
    const played = run(testPlan(document()), { target: 'late' });
    expect(ran(played)).toEqual(['start', 'choose', 'yes', 'late']);
    expect(played.output).toEqual([1, 2]);
    expect(skippedOf(played)).toEqual({ end: 'not-asked', join: 'not-asked', no: 'not-asked', side: 'not-asked' });
  });

  it('runs all of that anew where it is asked to, and takes nothing over', () => {
    const plan = testPlan(document());
    const first = run(plan);
    const second = run(plan, { target: 'late', earlier: [first], anew: true });
    expect([ran(second), gave(second)]).toEqual([['start', 'choose', 'yes', 'late'], []]);
    expect(second.events[0]).toMatchObject({ asked: { target: 'late', reuse: first.id }, given: {} });
  });

  it('says of a branch that was not taken what a whole run says', () => {
    const played = run(testPlan(document()), { target: 'no' });
    expect(ran(played)).toEqual(['start', 'choose']);
    expect(skippedOf(played)['no']).toBe('dead');
    expect(played.output).toEqual([]);
  });
});

describe('a run of one node', () => {
  it('takes over what came in, and runs the node alone', () => {
    const plan = testPlan(document());
    const first = run(plan);
    const second = run(plan, { target: 'late', earlier: [first] });
    expect([ran(second), gave(second), second.output]).toEqual([['late'], ['yes'], [1, 2]]);
    expect(second.events[0]).toMatchObject({
      asked: { target: 'late', reuse: first.id },
      given: { yes: { executionId: first.id } },
    });
    expect(replay(plan, second.events, second.host)).toMatchObject({ identical: true });
  });

  it('runs what it needs where there is no earlier data, and what it needs there', () => {
    const plan = testPlan(document());
    const first = run(plan, { target: 'choose' });
    const second = run(plan, { target: 'late', earlier: [first] });
    expect([ran(second), gave(second)]).toEqual([['yes', 'late'], ['choose']]);
  });

  it('runs again what has changed since, and what depends on it, and not what has not', () => {
    const first = run(testPlan(document()));
    const changed = testPlan(document({ yes: { type: 'step', params: { value: 'new' } } }));
    const second = run(changed, { target: 'join', earlier: [first] });
    expect([ran(second), gave(second)]).toEqual([['yes', 'late', 'join'], ['choose']]);
    expect(skippedOf(second)['no']).toBe('dead');
    const renamed = testPlan(
      document({ yes: { type: 'step', name: 'Other', retry: { attempts: 3, delayMs: 0, backoff: 'fixed' } } }),
    );
    expect(ran(run(renamed, { target: 'join', earlier: [first] }))).toEqual(['join']);
  });

  it('takes nothing over that was made of other items', () => {
    const plan = testPlan(document());
    const second = run(plan, { target: 'late', earlier: [run(plan)], items: [9] });
    expect([ran(second), gave(second), second.output]).toEqual([['start', 'choose', 'yes', 'late'], [], [9]]);
  });

  it('takes over from runs before the last one, unless something upstream has run again since', () => {
    const plan = testPlan(document());
    const first = run(plan);
    const second = run(plan, { target: 'yes', earlier: [first] });
    const third = run(plan, { target: 'side', earlier: [second, first] });
    expect(gave(third)).toEqual([]);
    const fourth = run(plan, { target: 'join', earlier: [third, second, first] });
    // `late` is older than `yes`, of whose output it was made.
    expect([ran(fourth), gave(fourth)]).toEqual([
      ['late', 'join'],
      ['choose', 'yes'],
    ]);
  });

  it('takes over what a run took over', () => {
    const plan = testPlan(document());
    const first = run(plan);
    const second = run(plan, { target: 'late', earlier: [first] });
    const third = run(plan, { target: 'late', earlier: [second, first] });
    expect([ran(third), gave(third)]).toEqual([['late'], ['yes']]);
    expect(third.events[0]).toMatchObject({ given: { yes: { executionId: first.id } } });
    // The first is gone, and with it the trigger's items are not: what was taken over still holds.
    expect(gave(run(plan, { target: 'late', earlier: [third] }))).toEqual(['yes']);
  });

  it('in a loop goes round for the part of the body that it needs', () => {
    const plan = testPlan({
      nodes: { start: 'start', before: 'step', each: 'for-each', a: 'step', b: 'step', c: 'step', after: 'step' },
      edges: ['start > before', 'before > each', 'each.each > a', 'a > b', 'a > c', 'c > each.next', 'each.done > after'],
    });
    const first = run(plan);
    const second = run(plan, { target: 'b', earlier: [first] });
    expect(ran(second)).toEqual(['each', 'a@each#0', 'b@each#0', 'a@each#1', 'b@each#1']);
    expect(gave(second)).toEqual(['before']);
    expect(skippedOf(second)).toEqual({ after: 'not-asked', c: 'not-asked', start: 'not-asked' });
    expect(ran(run(plan, { target: 'after', earlier: [first] }))).toEqual(['after']);
  });

  it('in a for-each within a loop runs all of the for-each that the next iteration of the loop begins with', () => {
    const plan = testPlan({
      nodes: {
        start: 'start',
        rounds: { type: 'loop', params: { while: '={{ $index < 2 }}' } },
        each: 'for-each',
        a: 'step',
        b: 'step',
        c: 'step',
      },
      edges: [
        'start > rounds',
        'rounds.each > each',
        'each.each > a',
        'each.each > b',
        'a > each.next',
        'b > each.next',
        'each.each > c',
        'each.done > rounds.next',
      ],
    });
    const outputs = (played: TestRun) =>
      viewState(played.plan, played.state)
        .steps.filter(({ node }) => node === 'c')
        .map(({ scope, outputs: made }) => [scope, made]);
    expect(outputs(run(plan, { target: 'c' }))).toEqual(outputs(run(plan)));
  });
});

describe('a run from a node', () => {
  it('runs it and all that follows, with what came before as it was', () => {
    const plan = testPlan(document());
    const second = run(plan, { from: 'yes', earlier: [run(plan)] });
    expect(ran(second)).toEqual(['yes', 'late', 'join', 'end']);
    expect(gave(second)).toEqual(['choose']);
    expect(skippedOf(second)).toEqual({ no: 'dead', side: 'not-asked', start: 'not-asked' });
    expect(second.output).toEqual([1, 2]);
  });

  it('up to another runs what lies between', () => {
    const plan = testPlan(document());
    const second = run(plan, { from: 'yes', target: 'late', earlier: [run(plan)] });
    expect([ran(second), gave(second)]).toEqual([['yes', 'late'], ['choose']]);
  });
});

describe('a pinned node', () => {
  it('gives out what is pinned to it and does not run', () => {
    const played = run(testPlan(document()), { pins: { yes: pin('pinned') } });
    expect(ran(played)).toEqual(['start', 'choose', 'side', 'late', 'join', 'end']);
    expect(played.output).toEqual(['pinned', 1, 2]);
    const view = viewState(played.plan, played.state).steps.find(({ node }) => node === 'yes');
    expect(view).toMatchObject({ status: 'completed', given: { executionId: null }, outputs: { main: 1 } });
  });

  it('in a branch that is not taken stays out of the run', () => {
    const played = run(testPlan(document()), { pins: { no: pin('pinned') } });
    expect(skippedOf(played)['no']).toBe('dead');
  });

  it('is where a run of a part begins', () => {
    const played = run(testPlan(document()), { target: 'late', pins: { yes: pin('pinned') } });
    expect([ran(played), gave(played), played.output]).toEqual([['late'], ['yes'], ['pinned']]);
    expect(skippedOf(played)).toMatchObject({ start: 'not-asked', choose: 'not-asked' });
  });

  it('in a loop gives the same out in every iteration', () => {
    const plan = testPlan({
      nodes: { start: 'start', each: 'for-each', a: 'step', b: 'step' },
      edges: ['start > each', 'each.each > a', 'a > b', 'b > each.next'],
    });
    expect(run(plan, { pins: { a: pin('same') } }).output).toEqual(['same', 'same']);
  });

  it('makes what was made without it run again, and the other way round', () => {
    const plan = testPlan(document());
    const free = run(plan);
    const pins = { yes: pin('pinned') };
    const pinned = run(plan, { pins });
    const downstream = (wish: Wish) => [ran(run(plan, { target: 'end', ...wish })), gave(run(plan, { target: 'end', ...wish }))];
    expect(downstream({ earlier: [pinned], pins })).toEqual([['end'], ['join']]);
    expect(downstream({ earlier: [free], pins })).toEqual([
      ['late', 'join', 'end'],
      ['choose', 'yes'],
    ]);
    expect(downstream({ earlier: [pinned] })).toEqual([['yes', 'late', 'join', 'end'], ['choose']]);
    // What it gave out is pinned: nothing has changed.
    expect(downstream({ earlier: [free], pins: { yes: pin(1, 2) } })).toEqual([['end'], ['join']]);
  });
});

describe('what was given', () => {
  it('has come from nowhere in this run', () => {
    const plan = testPlan(document());
    const second = run(plan, { target: 'late', earlier: [run(plan)] });
    const itemsOf = (node: string, side: 'in' | 'out') =>
      stepItems(plan, second.state, { node, scope: '', side, port: 'main', offset: 0, limit: 1 }, second.host).items;
    expect(itemsOf('yes', 'out')).toEqual([{ json: 1, origin: [] }]);
    expect(itemsOf('late', 'in')).toEqual([{ json: 1, origin: [{ node: 'yes', scope: '', port: 'main', index: 0 }] }]);
  });

  it('to nobody is refused by the fold', () => {
    const played = new TestRun(testPlan(document()));
    played.start([1], 'start', { maxSteps: 0 }, { given: { start: pin(5) } });
    expect(played.story).toContain('step-given start');
    const { given: _, ...bare } = played.events[0] as { given?: unknown };
    expect(() => replayed(played.plan, [bare, ...played.events.slice(1)])).toThrow(
      expect.objectContaining({ code: 'journal_invalid' }),
    );
  });

  it('answers references too', () => {
    const plan = testPlan({
      nodes: { start: 'start', a: 'step', b: 'step', c: { type: 'step', params: { value: "={{ $node('a') }}" } } },
      edges: ['start > a', 'a > b', 'b > c'],
    });
    const second = run(plan, { target: 'c', earlier: [run(plan)] });
    expect(gave(second)).toEqual(['a', 'b']);
    expect((second.guest as FakeGuest).calls.at(-1)?.nodes).toEqual({ a: [{ json: 1 }, { json: 2 }] });
  });
});

it('the triggers that lead to a node', () => {
  const plan = testPlan({
    nodes: { one: 'start', two: 'start', a: 'step', b: 'step' },
    edges: ['one > a', 'two > a', 'two > b'],
  });
  expect([triggersOf(plan, 'a'), triggersOf(plan, 'b')]).toEqual([['one', 'two'], ['two']]);
});

function replayed(plan: Plan, events: readonly unknown[]): void {
  seek(plan, events as JournalEvent[], events.length);
}
