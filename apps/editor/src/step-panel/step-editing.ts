import type { DraftStore } from '../draft/draft-store.ts';

/** What it takes to change a step; absent where a run of the past is looked at. */
export interface StepEditing {
  readonly store: DraftStore;
  readonly workflowId: string;
  /** Why this person may not change it; undefined when they may. */
  readonly readOnlyReason: string | undefined;
  /** Goes to another node. */
  readonly onShow: (nodeId: string) => void;
}
