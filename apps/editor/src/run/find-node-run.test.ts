import type { ExecutionState, StepView } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { findNodeRun, isEarlier } from './find-node-run.ts';
import { createRunView, type RunView } from './run-view.ts';

const step = (node: string, more: Partial<StepView> = {}): StepView => ({
  ...{ node, scope: '', attempt: 1, status: 'completed', startedSeq: 1, endedSeq: 2, durationUs: null },
  ...{ inputs: {}, outputs: {}, error: null, reason: null, logs: [], ...more },
});
const view = (executionId: string, steps: StepView[], reuse?: string, outside: string[] = []): [string, RunView] => {
  const asked: ExecutionState['asked'] = { target: null, from: null, reuse: reuse ?? null, outside };
  const state: ExecutionState = { executionId, seq: 9, status: 'completed', steps, edges: [] };
  return [executionId, createRunView(outside.length === 0 ? state : { ...state, asked })];
};
const skipped = (node: string) => step(node, { status: 'skipped', reason: 'not-asked' });
const views = Object.fromEntries([
  view('first', [step('a'), step('b'), step('c')]),
  view('second', [skipped('a'), step('b'), skipped('c')], 'first', ['a', 'c']),
  view('third', [step('a', { given: { executionId: 'first' } }), skipped('b'), step('c')], 'second', ['b']),
  view('fourth', [skipped('a'), step('d', { given: { executionId: null } })], 'gone', ['a', 'b']),
]);
const executionOf = (executionId: string, node: string) => findNodeRun(views, executionId, node)?.executionId;

describe('findNodeRun', () => {
  it('gives what the run itself has of a node that is part of it, settled or not', () => {
    expect([executionOf('second', 'b'), executionOf('third', 'c'), executionOf('third', 'd')]).toEqual([
      'second',
      'third',
      undefined,
    ]);
  });

  it('goes back to the newest run that has the node', () => {
    expect([executionOf('second', 'a'), executionOf('third', 'b'), executionOf('first', 'a')]).toEqual([
      'first',
      'second',
      'first',
    ]);
  });

  it('shows a node that no run has as it is left out', () => {
    expect(findNodeRun(views, 'fourth', 'a')).toMatchObject({ status: 'skipped', executionId: 'fourth' });
    expect(findNodeRun(views, 'fourth', 'b')).toBeUndefined();
    expect(findNodeRun(views, undefined, 'a')).toBeUndefined();
  });
});

describe('isEarlier', () => {
  it('tells what an earlier run made from what this one did, and from what is pinned', () => {
    const earlier = (executionId: string, node: string) => isEarlier(findNodeRun(views, executionId, node)!, executionId);
    expect([earlier('second', 'a'), earlier('third', 'a'), earlier('second', 'b'), earlier('fourth', 'd')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(findNodeRun(views, 'fourth', 'd')?.given).toBe('pinned');
  });
});
