import type { ExecutionState, JournalEvent } from '@sluice/protocol';

/** The fold of one execution's journal: events in, the state so far out. */
export interface RunFold {
  apply(events: readonly JournalEvent[]): void;
  view(): ExecutionState;
}
