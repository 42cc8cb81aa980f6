import { changeDraft, getWorkflow, type Issue, type Presence, type WorkflowDetail } from '@sluice/protocol';
import { isTemporary } from '../api/api-error.ts';
import type { Api } from '../api/create-api.ts';
import type { StreamClient } from '../stream/stream-client.ts';
import { createDraftStore, type DraftStore } from './draft-store.ts';
import { DraftSync, type KnownDraft } from './draft-sync.ts';
import { type DraftVault, remainsKey } from './draft-vault.ts';
import { createPresenceStore, type PresenceStore } from './presence-store.ts';

/** A workflow that is open for editing: its draft, what keeps it in step with the engine's, and who else is there. */
export interface DraftSession {
  readonly store: DraftStore;
  readonly sync: DraftSync;
  readonly presence: PresenceStore;
  /** Says to the others where this page is. */
  tell(presence: Presence): void;
  close(): void;
}

export interface DraftSessionOptions {
  readonly draft: WorkflowDetail;
  readonly did: string;
  readonly api: Api;
  readonly stream: StreamClient;
  readonly vault: DraftVault;
  /** Told after every answer of the engine; `issues` are those that only the engine finds. */
  readonly onKnown: (draft: KnownDraft, issues: readonly Issue[] | undefined) => void;
  readonly onTheirs: ConstructorParameters<typeof DraftSync>[0]['onTheirs'];
}

const LONGEST_PAUSE_MS = 10_000;

/** Opens a draft, with what a page before this one left unsent. */
export async function openDraft({
  draft,
  did,
  api,
  stream,
  vault,
  onKnown,
  onTheirs,
}: DraftSessionOptions): Promise<DraftSession> {
  const { id } = draft;
  const key = remainsKey(did, id);
  const left = await vault.load(key).catch(() => undefined); // a browser that keeps nothing can still edit
  const store = createDraftStore(left?.document ?? draft.document);
  let keeping = Promise.resolve();
  const sync = new DraftSync({
    store,
    draft: left?.known ?? draft,
    remains: left?.batch,
    change: ({ name, changes }, revision) =>
      api(changeDraft, { params: { id }, body: { changes: [...changes], revision, batch: name } }),
    fetch: () => api(getWorkflow, { params: { id } }),
    onKnown,
    onTheirs,
    onRemains: (remains) => {
      keeping = keeping.then(() => vault.save(key, remains)).catch(() => {});
    },
    isTemporary,
    pause: (attempt) => new Promise((resolve) => setTimeout(resolve, Math.min(LONGEST_PAUSE_MS, 250 * 2 ** attempt))),
    createName: () => crypto.randomUUID(),
  });
  if (left !== undefined) sync.refresh();
  const presence = createPresenceStore();
  let last: Presence | undefined;
  const live = stream.subscribeDraft(id, {
    revision: () => sync.revision,
    onChange: (change) => sync.takeChange(change),
    onGap: () => sync.refresh(),
    onPresence: (guest, who, where) => presence.take(guest, who, where),
    onJoined: () => {
      presence.clear();
      if (last !== undefined) queueMicrotask(() => last !== undefined && live.tell(last));
    },
  });
  return {
    store,
    sync,
    presence,
    tell: (where) => {
      last = where;
      live.tell(where);
    },
    close: () => {
      live.stop();
      sync.dispose();
    },
  };
}
