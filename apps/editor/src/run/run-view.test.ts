import type { ExecutionState, StepView } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { createRunView } from './run-view.ts';

const step = (node: string, more: Partial<StepView> = {}): StepView => ({
  node,
  scope: '',
  attempt: 1,
  status: 'completed',
  startedSeq: 1,
  endedSeq: 2,
  durationUs: null,
  inputs: {},
  outputs: {},
  error: null,
  reason: null,
  logs: [],
  ...more,
});
const state = (steps: StepView[], edges: ExecutionState['edges'] = []): ExecutionState => ({
  executionId: 'e',
  seq: 9,
  status: 'running',
  steps,
  edges,
});

describe('createRunView', () => {
  it('takes the steps of a node in all its scopes together', () => {
    const view = createRunView(
      state([
        step('body', { scope: 'loop#0', inputs: { main: 2 }, outputs: { main: 3, error: 1 }, durationUs: 100 }),
        step('body', { scope: 'loop#1', inputs: { main: 5 }, outputs: { main: 4 }, durationUs: 50 }),
      ]),
    );
    expect(view.nodes.get('body')).toMatchObject({ status: 'completed', itemsIn: 7, itemsOut: 8, durationUs: 150 });
    expect(view.nodes.get('body')?.steps).toHaveLength(2);
  });

  it.each([
    [['completed', 'running', 'failed'], 'running'],
    [['completed', 'in-doubt', 'waiting'], 'in-doubt'],
    [['completed', 'failed'], 'failed'],
    [['skipped', 'completed'], 'completed'],
    [['skipped', 'skipped'], 'skipped'],
  ] as const)('shows the most urgent of %j as %s', (statuses, expected) => {
    const steps = statuses.map((status, index) => step('n', { scope: `loop#${index}`, status }));
    expect(createRunView(state(steps)).nodes.get('n')?.status).toBe(expected);
  });

  it('shows an edge as live when items passed in any scope, and as dead when in none', () => {
    const view = createRunView(
      state(
        [],
        [
          { edge: 0, scope: 'loop#0', state: 'dead', count: 0 },
          { edge: 0, scope: 'loop#1', state: 'live', count: 4 },
          { edge: 1, scope: '', state: 'dead', count: 0 },
        ],
      ),
    );
    expect(view.edges.get(0)).toEqual({ state: 'live', count: 4 });
    expect(view.edges.get(1)).toEqual({ state: 'dead', count: 0 });
    expect(view.edges.get(2)).toBeUndefined();
  });

  it('keeps what did not change, so that only changed nodes are drawn again', () => {
    const first = createRunView(state([step('a'), step('b', { status: 'running' })]));
    const second = createRunView(state([step('a'), step('b')]), first);
    expect(second.nodes.get('a')).toBe(first.nodes.get('a'));
    expect(second.nodes.get('b')).not.toBe(first.nodes.get('b'));
  });
});
