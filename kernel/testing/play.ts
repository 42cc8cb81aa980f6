import { isFinal } from '@sluice/protocol';
import type { Plan } from '../src/graph/plan.ts';
import type { StepRunner } from '../src/guest/contract.ts';
import { seek } from '../src/history/seek.ts';
import { pendingEffects, pendingTimers } from '../src/run/pending-effects.ts';
import { decodeState, encodeState } from '../src/run/snapshot.ts';
import type { RandomFlow } from './random-flow.ts';
import { answerTo, createRandomGuest } from './random-guest.ts';
import { type TestInput, type TestPart, TestRun } from './test-run.ts';

/** An endless stream of decisions that follows from a number (mulberry32). */
export type Choose = (below: number) => number;

export function chooser(seed: number): Choose {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** What a run begins with, besides the flow's items. */
interface Beginning {
  readonly part?: TestPart;
  /** Those that the part refers to. */
  readonly blobs?: ReadonlyMap<string, string>;
}

/** Plays the engine: answers effects and fires timers in any order and in any batches, and loses its memory at any time. */
export function play(plan: Plan, flow: RandomFlow, choose: Choose, beginning: Beginning = {}): TestRun {
  return playOn(new TestRun(plan, createRandomGuest(flow)), { flow, choose, beginning });
}

/** The same on a bad day: guests are cut off, workers die, people cancel, time runs out. */
export function playRough(plan: Plan, flow: RandomFlow, choose: Choose, beginning: Beginning = {}): TestRun {
  const guest = createRandomGuest(flow);
  const error = { code: 'step_timeout', message: 'too slow today' };
  const runner: StepRunner = { runStep: (request) => (choose(9) === 0 ? { kind: 'aborted', error } : guest.runStep(request)) };
  const trouble = (): TestInput[] => {
    const { id } = plan.nodes[choose(plan.nodes.length)]!;
    if (choose(5) === 0) return [{ type: 'step-aborted', node: id, scope: '', attempt: 1 + choose(2), error }];
    if (choose(30) === 0) return [{ type: 'cancel-requested' }];
    return choose(30) === 0 ? [{ type: 'execution-timed-out' }] : [];
  };
  return playOn(new TestRun(plan, runner), { flow, choose, beginning, trouble });
}

interface Playing {
  readonly flow: RandomFlow;
  readonly choose: Choose;
  readonly beginning: Beginning;
  readonly trouble?: () => TestInput[];
}

function playOn(run: TestRun, { flow, choose, beginning: { part, blobs = new Map() }, trouble = () => [] }: Playing): TestRun {
  for (const [sha256, text] of blobs) run.blobs.set(sha256, text);
  let made = run.start(flow.items, 'start', { maxSteps: choose(4) + 1 }, part);
  for (let round = 0; !isFinal(made.status); round += 1) {
    if (round > 5000) throw new Error(`The run hangs: ${made.status}\n${run.lines.join('\n')}`);
    loseMemory(run, choose);
    const inputs = made.more && choose(2) === 0 ? [] : [...trouble(), ...someInputs(run, choose)];
    made = run.takeAll(inputs, choose(3) === 0 ? { maxSteps: 1 + choose(3) } : {});
  }
  return run;
}

function loseMemory(run: TestRun, choose: Choose): void {
  const chance = choose(6);
  if (chance === 0) run.state = decodeState(encodeState(run.state));
  if (chance === 1) run.state = seek(run.plan, run.events, run.events.length);
}

function someInputs(run: TestRun, choose: Choose): TestInput[] {
  const effects = pendingEffects(run.plan, run.state);
  const open = effects.map(({ node, scope, attempt, index, args, wait, inDoubt }): TestInput => {
    const about = { node, scope, attempt, index };
    if (inDoubt === true) return { type: 'doubt-resolved', ...about, decision: 'retry' };
    if (wait === undefined && choose(6) === 0) return { type: 'effect-deferred', ...about, wait: { kind: 'time', dueAt: 1 } };
    if (wait === undefined && choose(8) === 0) return { type: 'effect-in-doubt', ...about };
    return {
      type: 'effect-settled',
      ...about,
      result: { ok: true, value: { value: answerTo('value' in args ? args.value : []) } },
    };
  });
  const timers = pendingTimers(run.state).map(({ id }): TestInput => ({ type: 'timer-fired', timer: id }));
  const inputs = [...open, ...timers];
  const taken = Array.from({ length: Math.min(inputs.length, 1 + choose(3)) }, () => inputs.splice(choose(inputs.length), 1)[0]!);
  if (choose(10) === 0) return [{ type: 'pause-requested' }, ...taken, { type: 'resume-requested' }];
  return taken;
}
