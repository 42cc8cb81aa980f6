import { type ItemList, type JournalEvent, journalEvent } from '@sluice/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Model, runModel } from '../../testing/naive-model.ts';
import { chooser, play, playRough } from '../../testing/play.ts';
import { propertyOptions } from '../../testing/property-options.ts';
import { flowDocument, randomFlow } from '../../testing/random-flow.ts';
import { createRandomGuest } from '../../testing/random-guest.ts';
import { TestRun } from '../../testing/test-run.ts';
import { testPlan } from '../../testing/test-types.ts';
import { compareEvents } from '../history/compare-events.ts';
import { replay } from '../history/replay.ts';
import { seek } from '../history/seek.ts';
import { viewState } from '../history/view-state.ts';
import { encodeEvent } from './encode-event.ts';
import { decodeState, encodeState } from './snapshot.ts';

/** What the journal says of each step: how often it settled, and with what. */
function stepsOf({ events, blobs }: TestRun): Map<string, { count: number; outputs: Record<string, number[]> | undefined }> {
  const steps = new Map<string, { count: number; outputs: Record<string, number[]> | undefined }>();
  const numbersOf = (list: ItemList): number[] => {
    const items = 'items' in list ? list.items : (JSON.parse(blobs.get(list.blob.sha256)!) as { json: number }[]);
    return items.map((item) => Number(item.json));
  };
  for (const event of events) {
    if (event.type !== 'step-completed' && event.type !== 'step-skipped') continue;
    const key = `${event.node}@${event.scope}`;
    const given = event.type === 'step-completed' ? Object.entries(event.outputs) : undefined;
    const outputs = given && Object.fromEntries(given.map(([port, list]) => [port, numbersOf(list)]));
    steps.set(key, { count: (steps.get(key)?.count ?? 0) + 1, outputs });
  }
  return steps;
}

function expectModel(run: TestRun, model: Model): void {
  const steps = stepsOf(run);
  for (const [key, { count, outputs }] of steps) {
    expect(count, `${key} settles once`).toBe(1);
    const expected = model.get(key);
    expect(outputs === undefined ? 'skipped' : 'completed', key).toBe(expected?.state);
    expect(withoutEmpty(outputs ?? {}), key).toEqual(withoutEmpty(expected?.outputs ?? {}));
  }
  const failing = [...model].filter(([, step]) => step.state === 'failed').map(([key]) => key);
  const { ended } = run.state;
  if (failing.length === 0) {
    expect(ended?.status).toBe('completed');
    expect([...steps.keys()].sort()).toEqual([...model.keys()].sort());
  } else {
    expect(ended?.status).toBe('failed');
    if (ended?.status === 'failed') expect(failing).toContain(`${ended.error.nodeId}@${ended.error.scope}`);
  }
}

function withoutEmpty(outputs: Readonly<Record<string, readonly number[]>>): Record<string, readonly number[]> {
  return Object.fromEntries(Object.entries(outputs).filter(([, items]) => items.length > 0));
}

const choices = fc.nat();

describe('any flow, with anything coming in in any order', () => {
  it('settles the steps that a naive model of the firing rule settles, each once, and never hangs', () => {
    fc.assert(
      fc.property(randomFlow, choices, (flow, decisions) => {
        const run = play(testPlan(flowDocument(flow)), flow, chooser(decisions));
        expectModel(run, runModel(flow));
      }),
      propertyOptions(600),
    );
  });

  it('is replayed byte for byte', () => {
    fc.assert(
      fc.property(randomFlow, choices, (flow, decisions) => {
        const plan = testPlan(flowDocument(flow));
        const run = playRough(plan, flow, chooser(decisions));
        const host = { ...run.host, runner: createRandomGuest(flow) };
        expect(replay(plan, run.events, host)).toEqual({ events: run.events.length, identical: true, divergence: undefined });
      }),
      propertyOptions(400),
    );
  });

  it('goes on from a snapshot at any seq as if nothing had happened', () => {
    fc.assert(
      fc.property(randomFlow, choices, fc.nat(), (flow, decisions, cut) => {
        const plan = testPlan(flowDocument(flow));
        const { events } = play(plan, flow, chooser(decisions));
        const seq = cut % (events.length + 1);
        const whole = seek(plan, events, events.length);
        const resumed = seek(plan, events, events.length, decodeState(encodeState(seek(plan, events, seq))));
        expect(encodeState(resumed)).toBe(encodeState(whole));
        expect(viewState(plan, resumed)).toEqual(viewState(plan, whole));
      }),
      propertyOptions(300),
    );
  });

  it('goes on from the events up to any seq, cut anywhere, to the same end', () => {
    fc.assert(
      fc.property(randomFlow, choices, fc.nat(), (flow, decisions, cut) => {
        const plan = testPlan(flowDocument(flow));
        const first = play(plan, flow, chooser(decisions));
        const seq = 1 + (cut % first.events.length);
        const second = new TestRun(plan, createRandomGuest(flow));
        second.events.push(...first.events.slice(0, seq));
        second.state = seek(plan, first.events, seq);
        const next = first.events.findIndex((event) => event.seq > seq && 'at' in event);
        second.takeAll([], { untilSeq: next === -1 ? first.events.length : next });
        expect(compareEvents(first.events.slice(0, second.events.length), second.events)).toBeUndefined();
      }),
      propertyOptions(300),
    );
  });

  it('writes what the protocol has in store, with its keys in schema order', () => {
    fc.assert(
      fc.property(randomFlow, choices, (flow, decisions) => {
        for (const event of playRough(testPlan(flowDocument(flow)), flow, chooser(decisions)).events) {
          expect(JSON.stringify(journalEvent.parse(event))).toBe(encodeEvent(event));
        }
      }),
      propertyOptions(60),
    );
  });

  it('reads back from its journal what it wrote', () => {
    fc.assert(
      fc.property(randomFlow, choices, (flow, decisions) => {
        const plan = testPlan(flowDocument(flow));
        const { events, state } = play(plan, flow, chooser(decisions));
        const read = events.map((event) => JSON.parse(encodeEvent(event)) as JournalEvent);
        expect(compareEvents(events, read)).toBeUndefined();
        expect(viewState(plan, seek(plan, read, read.length))).toEqual(viewState(plan, state));
      }),
      propertyOptions(200),
    );
  });
});
