import { type GivenOutputs, type ItemList, journalEvent } from '@sluice/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Choose, chooser, play, playRough } from '../../testing/play.ts';
import { propertyOptions } from '../../testing/property-options.ts';
import { allNodes, flowDocument, type RandomFlow, type RandomNode, randomFlow } from '../../testing/random-flow.ts';
import { createRandomGuest } from '../../testing/random-guest.ts';
import type { TestRun } from '../../testing/test-run.ts';
import { type TestDocument, testPlan } from '../../testing/test-types.ts';
import type { Plan } from '../graph/plan.ts';
import { replay } from '../history/replay.ts';
import { seek } from '../history/seek.ts';
import { viewState } from '../history/view-state.ts';
import { encodeEvent } from '../run/encode-event.ts';
import { decodeState, encodeState } from '../run/snapshot.ts';
import type { EarlierRun } from './earlier-data.ts';
import { type Part, planPart } from './plan-part.ts';

/** The plan of a flow whose steps say in a parameter what they do, so that one who does something else is another node. */
function planOf(flow: RandomFlow): Plan {
  const document = flowDocument(flow);
  const behaviours = new Map(allNodes(flow.nodes).map(({ id, behaviour }) => [id, behaviour]));
  const nodes: TestDocument['nodes'] = Object.fromEntries(
    Object.entries(document.nodes).map(([id, node]) => {
      if (typeof node === 'string' || node.type !== 'step') return [id, node];
      return [id, { ...node, params: { value: behaviours.get(id) ?? null } }];
    }),
  );
  return testPlan({ ...document, nodes });
}

/** The flow after somebody has edited it: one of its steps doubles items now. */
function edit(flow: RandomFlow, choose: Choose): RandomFlow {
  const steps = allNodes(flow.nodes).filter(({ kind }) => kind === 'step');
  const changed = steps[choose(steps.length + 1)]?.id;
  const editAll = (nodes: readonly RandomNode[]): RandomNode[] =>
    nodes.map((node) => ({
      ...node,
      body: editAll(node.body),
      ...(node.id === changed ? { behaviour: 'double' as const } : {}),
    }));
  return { ...flow, nodes: editAll(flow.nodes) };
}

interface Scene {
  readonly plan: Plan;
  readonly flow: RandomFlow;
  readonly part: Part;
  readonly target: string | undefined;
  /** Those of the runs before. */
  readonly blobs: ReadonlyMap<string, string>;
}

/** Somebody runs a flow, edits it, and runs a part of it, twice. The scene is that of the second part. */
function rehearse(flow: RandomFlow, choose: Choose, withPins: boolean): Scene {
  const first = planOf(flow);
  const edited = edit(flow, choose);
  const plan = planOf(edited);
  const before = play(first, flow, choose);
  const earlier: EarlierRun[] = [{ executionId: 'first', plan: first, state: before.state }];
  const pins = withPins ? { [pick(plan, choose)]: pinned } : {};
  const { part: second } = wish(plan, flow, choose, { earlier, pins });
  const { state, blobs } = play(plan, edited, choose, { part: second, blobs: before.blobs });
  earlier.unshift({ executionId: 'second', plan, state });
  return { plan, flow: edited, blobs, ...wish(plan, flow, choose, { earlier, pins }) };
}

function wish(
  plan: Plan,
  { items }: RandomFlow,
  choose: Choose,
  given: { earlier: readonly EarlierRun[]; pins: Readonly<Record<string, GivenOutputs>> },
): Pick<Scene, 'part' | 'target'> {
  const isFrom = choose(3) === 0;
  const target = isFrom ? undefined : pick(plan, choose);
  const from = isFrom ? pick(plan, choose) : undefined;
  const started = { trigger: 'start', items: { items: items.map((json) => ({ json })) } };
  return { target, part: planPart(plan, { ...given, ...started, target, from }) };
}

const pinned: GivenOutputs = { outputs: { main: { items: [{ json: 5 }, { json: 8 }] } } };

/** A node that is no trigger. */
function pick(plan: Plan, choose: Choose): string {
  const nodes = plan.nodes.filter(({ kind }) => kind !== 'trigger');
  return nodes[choose(nodes.length)]!.id;
}

/** The numbers that a node gave out, scope by scope; undefined where it was skipped. */
function outputsOf({ plan, state, blobs }: TestRun, id: string): Map<string, Record<string, unknown[]> | undefined> {
  const numbersOf = (list: ItemList): unknown[] =>
    ('items' in list ? list.items : (JSON.parse(blobs.get(list.blob.sha256)!) as { json: unknown }[])).map(({ json }) => json);
  const index = plan.nodes.findIndex((node) => node.id === id);
  const steps = [...state.scopes.values()].flatMap(({ steps: all }) => all.filter((step) => step?.node === index));
  return new Map(
    steps.flatMap((step) => {
      if (step?.status !== 'completed' && step?.status !== 'skipped') return [];
      const ports = Object.entries(step.outputs ?? {}).map(([port, list]): [string, unknown[]] => [port, numbersOf(list)]);
      return [[step.scope.path, step.status === 'skipped' ? undefined : Object.fromEntries(ports)]];
    }),
  );
}

const choices = fc.nat();

describe('a run of any part of any flow, after edits and earlier runs', () => {
  it('gives the target what a whole run would give it', () => {
    let compared = 0;
    fc.assert(
      fc.property(randomFlow, choices, (flow, decisions) => {
        const choose = chooser(decisions);
        const { plan, flow: edited, target, ...beginning } = rehearse(flow, choose, false);
        if (target === undefined) return;
        const whole = outputsOf(play(plan, edited, choose), target);
        for (const [scope, outputs] of outputsOf(play(plan, edited, choose, beginning), target)) {
          // A whole run may have failed elsewhere before it came here.
          if (!whole.has(scope)) continue;
          expect(outputs, `${target}@${scope}`).toEqual(whole.get(scope));
          compared += 1;
        }
      }),
      propertyOptions(600),
    );
    expect(compared).toBeGreaterThan(0);
  });

  it('settles each step once at most: runs none that is outside or given, and none that is not needed', () => {
    fc.assert(
      fc.property(randomFlow, choices, fc.boolean(), (flow, decisions, withPins) => {
        const choose = chooser(decisions);
        const { plan, flow: edited, part, blobs } = rehearse(flow, choose, withPins);
        const { events, state } = play(plan, edited, choose, { part, blobs });
        const { outside } = part.asked;
        const settled = events.flatMap((event) =>
          event.type === 'step-completed' || event.type === 'step-skipped' || event.type === 'step-given'
            ? [`${event.node}@${event.scope}`]
            : [],
        );
        expect(settled.length).toBe(new Set(settled).size);
        for (const event of events) {
          if (event.type === 'step-started') expect([...outside, ...Object.keys(part.given)]).not.toContain(event.node);
          if (event.type === 'step-given') expect(part.given).toHaveProperty([event.node]);
          if (event.type === 'step-skipped') expect(event.reason === 'not-asked').toBe(outside.includes(event.node));
        }
        expect(state.ended?.status).toMatch(/completed|failed/);
      }),
      propertyOptions(300),
    );
  });

  it('is replayed byte for byte, and folds to the same from any snapshot', () => {
    fc.assert(
      fc.property(randomFlow, choices, fc.boolean(), fc.nat(), (flow, decisions, withPins, cut) => {
        const choose = chooser(decisions);
        const { plan, flow: edited, ...beginning } = rehearse(flow, choose, withPins);
        const { events, host } = playRough(plan, edited, choose, beginning);
        expect(replay(plan, events, { ...host, runner: createRandomGuest(edited) })).toMatchObject({ identical: true });
        for (const event of events) expect(JSON.stringify(journalEvent.parse(event))).toBe(encodeEvent(event));
        const whole = seek(plan, events, events.length);
        const resumed = seek(
          plan,
          events,
          events.length,
          decodeState(encodeState(seek(plan, events, cut % (events.length + 1)))),
        );
        expect(encodeState(resumed)).toBe(encodeState(whole));
        expect(viewState(plan, resumed)).toEqual(viewState(plan, whole));
      }),
      propertyOptions(300),
    );
  });
});
