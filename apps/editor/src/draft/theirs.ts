import type { Change, WorkflowDocument } from '@sluice/protocol';
import type { DraftStore } from './draft-store.ts';
import type { VersionsChange } from './take-versions.ts';

/** Somebody else's changes, with the document as it was here just before. */
export interface TheirChange {
  readonly by: string;
  readonly changes: readonly Change[];
  readonly before: WorkflowDocument;
}

/** What others change in the draft that is open, and what they make of its versions. */
export interface Theirs {
  readonly take: (changes: readonly Change[], by: string, before: WorkflowDocument) => void;
  subscribe(listener: (change: TheirChange) => void): () => void;
  readonly takeVersions: (by: string, change: VersionsChange) => void;
  subscribeVersions(listener: (by: string, change: VersionsChange) => void): () => void;
  /** A node that others have deleted since this page knows it, as it was; undefined when it is there or was deleted here. */
  findLost(nodeId: string): LostNode | undefined;
}

export interface LostNode {
  readonly before: WorkflowDocument;
  /** The did of who deleted it; undefined when that was missed. */
  readonly by: string | undefined;
}

const MOST_LOST = 200;

export function createTheirs(store: DraftStore): Theirs {
  const listeners = new Set<(change: TheirChange) => void>();
  const versionsListeners = new Set<(by: string, change: VersionsChange) => void>();
  const lost = new Map<string, LostNode>();
  const deletedBy = new Map<string, string>();

  store.subscribe((now, { document: before, past, future }) => {
    // What is done here, undo and redo among it, is a new past or future; what comes from elsewhere is neither.
    const isFromElsewhere = now.past === past && now.future === future;
    if (now.document.nodes === before.nodes) return;
    for (const id of Object.keys(before.nodes)) {
      if (Object.hasOwn(now.document.nodes, id)) continue;
      if (!isFromElsewhere) lost.delete(id);
      else lost.set(id, { before, by: deletedBy.get(id) });
    }
    for (const id of lost.keys()) if (lost.size > MOST_LOST || Object.hasOwn(now.document.nodes, id)) lost.delete(id);
  });

  return {
    take(changes, by, before) {
      for (const { path, value } of changes) {
        const [area, id] = path;
        if (area !== 'nodes' || id === undefined || path.length !== 2 || value !== undefined) continue;
        deletedBy.set(id, by);
        const known = lost.get(id);
        if (known !== undefined) lost.set(id, { ...known, by });
      }
      for (const listener of listeners) listener({ by, changes, before });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    takeVersions(by, change) {
      for (const listener of versionsListeners) listener(by, change);
    },
    subscribeVersions(listener) {
      versionsListeners.add(listener);
      return () => versionsListeners.delete(listener);
    },
    findLost: (nodeId) => lost.get(nodeId),
  };
}
