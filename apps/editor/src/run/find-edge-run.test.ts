import type { EdgeView, ExecutionState } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { findEdgeRun, isEarlierEdge, type RunEdges, runsBehind } from './find-edge-run.ts';
import { createRunView, type RunView } from './run-view.ts';

const live = (edge: number, count: number): EdgeView => ({ edge, scope: '', state: 'live', count });
const given = {
  ...{ scope: '', attempt: 1, status: 'completed' as const, startedSeq: 1, endedSeq: 2, durationUs: null },
  ...{ inputs: {}, outputs: {}, error: null, reason: null, logs: [] },
};
const view = (
  executionId: string,
  edges: EdgeView[],
  { reuse = null, outside = [], taken = [] }: { reuse?: string | null; outside?: string[]; taken?: string[] } = {},
): RunView => {
  const steps = taken.map((node) => ({ ...given, node, given: { executionId: 'first' } }));
  const state: ExecutionState = { executionId, seq: 9, status: 'completed', steps, edges };
  return createRunView(reuse === null ? state : { ...state, asked: { target: null, from: null, reuse, outside } });
};
const edgesOf = (executionId: string, ...names: string[]): RunEdges => ({
  executionId,
  indexes: new Map(names.map((name, index) => [name, index])),
});
/** a > b > c was run; then b alone, with what a gave; then c alone, after another wire had come before all others. */
const views = {
  first: view('first', [live(0, 3), live(1, 5)]),
  second: view('second', [live(0, 3), live(1, 7)], { reuse: 'first', outside: ['c'], taken: ['a'] }),
  third: view('third', [live(2, 7)], { reuse: 'second', outside: ['a', 'x'], taken: ['b'] }),
};
const runs = [
  edgesOf('third', 'x.main>c.main', 'a.main>b.main', 'b.main>c.main'),
  edgesOf('second', 'a.main>b.main', 'b.main>c.main'),
  edgesOf('first', 'a.main>b.main', 'b.main>c.main'),
];
const ab = { name: 'a.main>b.main', from: 'a' };
const bc = { name: 'b.main>c.main', from: 'b' };

describe('an edge of a run of a part', () => {
  it('keeps the count of the newest run that was asked for the node it leads from, by its own index there', () => {
    expect(findEdgeRun(views, runs, ab)).toEqual({ state: 'live', count: 3 });
    expect(isEarlierEdge(views, runs, ab)).toBe(true);
    expect(findEdgeRun(views, runs.slice(1), bc)).toEqual({ state: 'live', count: 7 });
    expect(isEarlierEdge(views, runs.slice(1), bc)).toBe(false);
  });

  it('tells what was taken over from what was made', () => {
    expect(findEdgeRun(views, runs, bc)).toEqual({ state: 'live', count: 7 });
    expect(isEarlierEdge(views, runs, bc)).toBe(true);
    expect(isEarlierEdge(views, runs.slice(2), bc)).toBe(false);
  });

  it('is idle where no run has it, and where the run has not come to it yet', () => {
    expect(findEdgeRun(views, runs, { name: 'x.main>c.main', from: 'x' })).toBeUndefined();
    const under = { ...views, second: view('second', [], { reuse: 'first', outside: ['c'] }) };
    expect(findEdgeRun(under, runs.slice(1), bc)).toBeUndefined();
    expect(isEarlierEdge(under, runs.slice(1), bc)).toBe(false);
  });

  it('is looked for back to the first run of the whole', () => {
    expect(runsBehind(views, 'third')).toEqual(['third', 'second', 'first']);
    expect(runsBehind(views, 'first')).toEqual(['first']);
    expect(runsBehind({ third: views.third }, 'third')).toEqual(['third', 'second']);
  });
});
