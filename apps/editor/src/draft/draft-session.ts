import type { WorkflowDetail } from '@sluice/protocol';
import { createDraftStore, type DraftStore } from './draft-store.ts';
import { DraftSync, type DraftSyncOptions } from './draft-sync.ts';

/** A workflow that is open for editing: its draft and what keeps it in step with the engine's. */
export interface DraftSession {
  readonly store: DraftStore;
  readonly sync: DraftSync;
}

export function openDraft(draft: WorkflowDetail, options: Omit<DraftSyncOptions, 'store' | 'draft'>): DraftSession {
  const store = createDraftStore(draft.document);
  return { store, sync: new DraftSync({ ...options, store, draft }) };
}
