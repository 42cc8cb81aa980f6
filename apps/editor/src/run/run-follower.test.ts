import type { ExecutionState, ExecutionStatus, JournalEvent } from '@sluice/protocol';
import { describe, expect, it, vi } from 'vitest';
import type { RunHandler } from '../stream/stream-subscription.ts';
import type { RunFold } from './run-fold.ts';
import { RunFollower } from './run-follower.ts';
import type { RunView } from './run-view.ts';

const state = (seq: number, status: ExecutionStatus = 'running'): ExecutionState => ({
  executionId: 'e',
  seq,
  status,
  steps: [],
  edges: [],
});
const event = (seq: number, type: JournalEvent['type'] = 'step-started') => ({ seq, type }) as JournalEvent;

function setUp(options: { first: ExecutionState; hasFold?: boolean }) {
  const views: RunView[] = [];
  const scheduled: (() => void)[] = [];
  const unsubscribe = vi.fn();
  let handler: RunHandler | undefined;
  let folded = 0;
  const fold: RunFold = {
    apply: (events) => {
      folded = events.at(-1)?.seq ?? folded;
    },
    view: () => state(folded),
  };
  const fetchState = vi.fn(async () => options.first);
  const subscribe = vi.fn((_after: number, given: RunHandler) => {
    handler = given;
    return unsubscribe;
  });
  const follower = new RunFollower({
    executionId: 'e',
    fetchState,
    createFold: async () => (options.hasFold === false ? undefined : fold),
    subscribe,
    onView: (view) => views.push(view),
    onProgress,
    onError,
    isTemporary: (error) => error instanceof Error && error.message === 'away',
    pause: async () => {},
    schedule: (callback) => {
      scheduled.push(callback);
      return () => scheduled.splice(0);
    },
  });
  const frame = async () => {
    for (const callback of scheduled.splice(0)) callback();
    await Promise.resolve();
    await Promise.resolve();
  };
  return {
    follower,
    views,
    subscribe,
    unsubscribe,
    fetchState,
    frame,
    give: (...events: JournalEvent[]) => handler?.onEvents(events),
  };
}
const onProgress = vi.fn();
const onError = vi.fn();

describe('RunFollower', () => {
  it('shows an execution that has ended and asks for no events', async () => {
    const { follower, views, subscribe } = setUp({ first: state(12, 'completed') });
    await follower.start();
    expect(views.map(({ seq, status }) => [seq, status])).toEqual([[12, 'completed']]);
    expect(subscribe).not.toHaveBeenCalled();
  });

  it('folds the events of one that goes on, and shows many of them once per frame', async () => {
    const { follower, views, subscribe, frame, give } = setUp({ first: state(0) });
    await follower.start();
    expect(subscribe.mock.calls[0]?.[0]).toBe(0);
    give(event(1), event(2));
    give(event(3));
    await frame();
    expect(views.map(({ seq }) => seq)).toEqual([0, 3]);
  });

  it('never goes back: the fold is shown only when it has caught up with the fetched state', async () => {
    const { follower, views, frame, give } = setUp({ first: state(5) });
    await follower.start();
    give(event(1), event(2));
    await frame();
    give(event(3), event(4), event(5), event(6));
    await frame();
    expect(views.map(({ seq }) => seq)).toEqual([5, 6]);
  });

  it("asks for the engine's state when there is no fold here, from where it stands", async () => {
    const { follower, views, subscribe, fetchState, frame, give } = setUp({ first: state(5), hasFold: false });
    await follower.start();
    expect(subscribe.mock.calls[0]?.[0]).toBe(5);
    fetchState.mockResolvedValueOnce(state(8, 'completed'));
    give(event(6), event(7), event(8));
    await frame();
    expect(views.at(-1)).toMatchObject({ seq: 8, status: 'completed' });
  });

  it('tells of waits and the end, and stops listening at the end', async () => {
    onProgress.mockClear();
    const { follower, unsubscribe, give } = setUp({ first: state(0) });
    await follower.start();
    give(event(1));
    expect(onProgress).not.toHaveBeenCalled();
    give(event(2, 'effect-deferred'));
    expect(onProgress).toHaveBeenCalledTimes(1);
    give(event(3, 'execution-completed'));
    expect(onProgress).toHaveBeenCalledTimes(2);
    expect(unsubscribe).toHaveBeenCalled();
  });

  it("takes the engine's state once more at the end, which tells how long each step took", async () => {
    const { follower, views, fetchState, frame, give } = setUp({ first: state(0) });
    await follower.start();
    give(event(1), event(2));
    await frame();
    expect(fetchState).toHaveBeenCalledTimes(1);
    fetchState.mockResolvedValueOnce({ ...state(3, 'completed') });
    give(event(3, 'execution-completed'));
    await frame();
    expect(fetchState).toHaveBeenCalledTimes(2);
    expect(views.at(-1)).toMatchObject({ seq: 3, status: 'completed' });
  });

  it('tries on while the server is away, and goes on when it is back', async () => {
    onError.mockClear();
    const { follower, fetchState, views, subscribe } = setUp({ first: state(4) });
    fetchState.mockRejectedValueOnce(new Error('away')).mockRejectedValueOnce(new Error('away'));
    await follower.start();
    expect(onError).toHaveBeenCalledTimes(2);
    expect(views.map(({ seq }) => seq)).toEqual([4]);
    expect(subscribe).toHaveBeenCalledTimes(1);
  });

  it('says when the state cannot be fetched, and nothing after it was disposed of', async () => {
    const { follower, fetchState, views } = setUp({ first: state(0) });
    fetchState.mockRejectedValueOnce(new Error('gone'));
    await follower.start();
    expect(onError).toHaveBeenCalledWith(expect.objectContaining({ message: 'gone' }));
    const other = setUp({ first: state(3) });
    const starting = other.follower.start();
    other.follower.dispose();
    await starting;
    expect([...views, ...other.views]).toEqual([]);
  });
});
