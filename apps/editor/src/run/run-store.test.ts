import type { ExecutionState } from '@sluice/protocol';
import { describe, expect, it, vi } from 'vitest';
import { createRunStore } from './run-store.ts';

function setUp(askedOf: (executionId: string) => ExecutionState['asked'] = () => undefined) {
  const unsubscribe = vi.fn();
  const subscribeRun = vi.fn(() => unsubscribe);
  const fetchState = vi.fn(async (executionId: string): Promise<ExecutionState> => {
    const asked = askedOf(executionId);
    return { executionId, seq: 1, status: 'running', steps: [], edges: [], ...(asked && { asked }) };
  });
  const store = createRunStore({
    sourcesOf: (id) => ({ fetchState: () => fetchState(id), createFold: async () => undefined, onProgress: () => {} }),
    subscribeRun,
    schedule: () => () => {},
    isTemporary: () => false,
    pause: async () => {},
  });
  return { store, subscribeRun, unsubscribe, fetchState };
}
const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('the run store', () => {
  it('shares one subscription among those who look at the same run, until the last one leaves', async () => {
    const { store, subscribeRun, unsubscribe } = setUp();
    const leaveFirst = store.getState().follow('e');
    const leaveSecond = store.getState().follow('e');
    await settle();
    expect(subscribeRun).toHaveBeenCalledTimes(1);
    expect(store.getState().views['e']).toMatchObject({ seq: 1, status: 'running' });
    leaveFirst();
    leaveFirst();
    expect(unsubscribe).not.toHaveBeenCalled();
    leaveSecond();
    expect(unsubscribe).toHaveBeenCalledTimes(1);
    expect(store.getState().views).toEqual({});
  });

  it('keeps why a run could not be followed', async () => {
    const { store, fetchState } = setUp();
    fetchState.mockRejectedValueOnce(new Error('no such execution'));
    const leave = store.getState().follow('e');
    await settle();
    expect(store.getState().errors['e']).toMatchObject({ message: 'no such execution' });
    leave();
    expect(store.getState().errors).toEqual({});
  });

  it('follows the runs that a run of a part may have taken over from, and lets go of them with it', async () => {
    const { store } = setUp((id) => (id === 'part' ? { target: 'b', from: null, reuse: 'e', outside: ['a'] } : undefined));
    const leave = store.getState().follow('part');
    await settle();
    await settle();
    expect(Object.keys(store.getState().views)).toEqual(['part', 'e']);
    leave();
    expect(store.getState().views).toEqual({});
  });
});
