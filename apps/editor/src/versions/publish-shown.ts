import type { WorkflowDocument, WorkflowVersion } from '@sluice/protocol';
import { hasCode } from '../api/api-error.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import { compareDocuments, type DocumentComparison } from './compare-documents.ts';

/** `meanwhile`: nothing was published, for others have changed the draft since it was shown. */
export type PublishOutcome =
  | { readonly kind: 'published'; readonly version: WorkflowVersion }
  | { readonly kind: 'meanwhile'; readonly comparison: DocumentComparison; readonly by: readonly string[] };

interface PublishShownOptions {
  readonly session: Pick<DraftSession, 'store' | 'sync' | 'theirs'>;
  /** The document that whoever publishes has seen. */
  readonly shown: WorkflowDocument;
  readonly publish: (revision: number) => Promise<WorkflowVersion>;
}

/** Whoever only moves nodes all the time keeps nobody from publishing for ever. */
const MOST_ATTEMPTS = 10;

/**
 * Makes what is on the screen a version, or says what others have changed before that could be done: what nobody here has seen is not
 * published from here. What is no part of a version, such as where nodes stand, may change as it likes.
 */
export async function publishShown({ session, shown, publish }: PublishShownOptions): Promise<PublishOutcome> {
  const { store, sync, theirs } = session;
  const by = new Set<string>();
  const stop = theirs.subscribe((change) => by.add(change.by));
  try {
    for (let attempt = 1; ; attempt += 1) {
      await sync.flush();
      const comparison = compareDocuments(shown, store.getState().document);
      if (comparison.count > 0) return { kind: 'meanwhile', comparison, by: [...by] };
      try {
        return { kind: 'published', version: await publish(sync.revision) };
      } catch (error) {
        if (!hasCode(error, 'draft_changed') || attempt >= MOST_ATTEMPTS) throw error;
        sync.refresh();
      }
    }
  } finally {
    stop();
  }
}
