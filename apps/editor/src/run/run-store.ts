import { createStore } from 'zustand/vanilla';
import { MOST_EARLIER_RUNS } from './find-node-run.ts';
import { RunFollower, type RunFollowerOptions } from './run-follower.ts';
import type { RunView } from './run-view.ts';

export interface RunStore {
  /** The runs that are looked at, by execution id. */
  readonly views: Readonly<Record<string, RunView>>;
  readonly errors: Readonly<Record<string, unknown>>;
  /** Looks at a run from now on, live; several lookers share one subscription. Returns how to stop; the last view is then dropped. */
  follow(executionId: string): () => void;
}

export type RunSources = Pick<RunFollowerOptions, 'fetchState' | 'createFold' | 'onProgress'>;

export interface RunStoreOptions {
  readonly sourcesOf: (executionId: string) => RunSources;
  readonly subscribeRun: (executionId: string, ...rest: Parameters<RunFollowerOptions['subscribe']>) => () => void;
  readonly schedule: RunFollowerOptions['schedule'];
  readonly isTemporary: RunFollowerOptions['isTemporary'];
  readonly pause: RunFollowerOptions['pause'];
}

/** The one place where the state of runs is kept in the browser. */
export function createRunStore(options: RunStoreOptions) {
  const followers = new Map<string, { follower: RunFollower; lookers: number; leaveEarlier?: () => void }>();

  return createStore<RunStore>()((set) => {
    const start = (executionId: string, back: number): RunFollower => {
      const follower = new RunFollower({
        executionId,
        ...options.sourcesOf(executionId),
        subscribe: (after, handler) => options.subscribeRun(executionId, after, handler),
        schedule: options.schedule,
        isTemporary: options.isTemporary,
        pause: options.pause,
        onView: (view) => {
          set(({ views, errors }) => ({ views: { ...views, [executionId]: view }, errors: without(errors, executionId) }));
          followEarlier(executionId, view, back);
        },
        onError: (error) => set(({ errors }) => ({ errors: { ...errors, [executionId]: error } })),
      });
      void follower.start();
      return follower;
    };

    /** What a run of a part left out is shown as the runs before it have it. */
    const followEarlier = (executionId: string, { asked }: RunView, back: number): void => {
      const entry = followers.get(executionId);
      const earlier = asked?.reuse ?? undefined;
      if (entry === undefined || entry.leaveEarlier !== undefined || earlier === undefined || back >= MOST_EARLIER_RUNS) return;
      entry.leaveEarlier = follow(earlier, back + 1);
    };

    const follow = (executionId: string, back: number): (() => void) => {
      const entry = followers.get(executionId);
      if (entry === undefined) followers.set(executionId, { follower: start(executionId, back), lookers: 1 });
      else entry.lookers += 1;
      return once(() => stop(executionId));
    };

    const stop = (executionId: string): void => {
      const entry = followers.get(executionId);
      if (entry === undefined) return;
      entry.lookers -= 1;
      if (entry.lookers > 0) return;
      entry.follower.dispose();
      entry.leaveEarlier?.();
      followers.delete(executionId);
      set(({ views, errors }) => ({ views: without(views, executionId), errors: without(errors, executionId) }));
    };

    return {
      views: {},
      errors: {},
      follow: (executionId) => follow(executionId, 0),
    };
  });
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  const { [key]: _, ...rest } = record;
  return rest;
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}
