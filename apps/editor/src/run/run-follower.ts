import { type ExecutionState, isFinal, type JournalEvent } from '@sluice/protocol';
import type { RunHandler } from '../stream/stream-subscription.ts';
import type { RunFold } from './run-fold.ts';
import { createRunView, type RunView } from './run-view.ts';

export interface RunFollowerOptions {
  readonly executionId: string;
  /** The state as the engine folds it. */
  readonly fetchState: () => Promise<ExecutionState>;
  /** The fold in this browser; undefined when the plan cannot be made here (a node type was taken out since): the engine's is then asked for. */
  readonly createFold: () => Promise<RunFold | undefined>;
  readonly subscribe: (after: number, handler: RunHandler) => () => void;
  readonly onView: (view: RunView) => void;
  /** Something happened that the execution's summary tells more about: a wait, the end. */
  readonly onProgress: () => void;
  readonly onError: (error: unknown) => void;
  /** Whether it may succeed in a moment. */
  readonly isTemporary: (error: unknown) => boolean;
  /** Resolves when it is time for the next attempt, after `attempt` (from 1) that failed. */
  readonly pause: (attempt: number) => Promise<void>;
  /** Calls back at the next frame that is at least `afterMs` away; what happened until then is drawn at once. Returns how to cancel. */
  readonly schedule: (callback: () => void, afterMs: number) => () => void;
}

/** Without a fold here the engine is asked for the state; not more often than this. */
const FETCH_EVERY_MS = 250;

/**
 * Follows one execution until it has ended: takes its state once, then, if it goes on, its events from the first, and gives a view
 * per frame. Owns the subscription and the fold; does not draw, and does not decide what an event means (the kernel does).
 */
export class RunFollower {
  readonly #options: RunFollowerOptions;
  #view: RunView | undefined;
  #fold: RunFold | undefined;
  #unsubscribe: () => void = () => {};
  #cancelScheduled: (() => void) | undefined;
  #isDisposed = false;
  #hasEnded = false;

  constructor(options: RunFollowerOptions) {
    this.#options = options;
  }

  /** Ends when the run is followed, or cannot be; tries on while the server is only away. */
  async start(): Promise<void> {
    for (let attempt = 1; !this.#isDisposed; attempt += 1) {
      try {
        return await this.#begin();
      } catch (error) {
        if (this.#isDisposed) return;
        this.#options.onError(error);
        if (!this.#options.isTemporary(error)) return;
        await this.#options.pause(attempt);
      }
    }
  }

  async #begin(): Promise<void> {
    const state = await this.#options.fetchState();
    if (this.#isDisposed) return;
    this.#show(state);
    if (isFinal(state.status)) return;
    this.#fold = await this.#options.createFold();
    if (this.#isDisposed) return;
    const after = this.#fold === undefined ? state.seq : 0;
    this.#unsubscribe = this.#options.subscribe(after, {
      onEvents: (events) => this.#take(events),
      onError: (_code, detail) => this.#options.onError(new Error(detail)),
    });
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#unsubscribe();
    this.#cancelScheduled?.();
  }

  #take(events: readonly JournalEvent[]): void {
    this.#fold?.apply(events);
    if (events.some(({ type }) => endings.has(type))) {
      this.#hasEnded = true;
      this.#unsubscribe();
    }
    if (events.some(({ type }) => toldBySummary.has(type))) this.#options.onProgress();
    this.#cancelScheduled ??= this.#options.schedule(
      () => {
        this.#cancelScheduled = undefined;
        void this.#refresh();
      },
      this.#fold === undefined ? FETCH_EVERY_MS : 0,
    );
  }

  async #refresh(): Promise<void> {
    try {
      if (this.#fold !== undefined) this.#show(this.#fold.view());
      if (this.#fold !== undefined && !this.#hasEnded) return;
      // The engine knows more than the events say: how long each step took.
      const state = await this.#options.fetchState();
      if (!this.#isDisposed) this.#show(state);
    } catch (error) {
      // With a fold, all but the times is shown already; and while the server is away, what was shown stays.
      if (this.#isDisposed || this.#fold !== undefined || this.#options.isTemporary(error)) return;
      this.#options.onError(error);
    }
  }

  /** The fold starts from the first event; until it has caught up with what was fetched, the fetched state stays. */
  #show(state: ExecutionState): void {
    if (this.#view !== undefined && state.seq < this.#view.seq) return;
    this.#view = createRunView(state, this.#view);
    this.#options.onView(this.#view);
  }
}

const endings: ReadonlySet<JournalEvent['type']> = new Set(['execution-completed', 'execution-failed', 'execution-cancelled']);

const toldBySummary: ReadonlySet<JournalEvent['type']> = new Set([
  ...endings,
  'effect-deferred',
  'effect-in-doubt',
  'doubt-resolved',
  'effect-settled',
  'retry-scheduled',
  'timer-fired',
  'execution-paused',
  'execution-resumed',
]);
