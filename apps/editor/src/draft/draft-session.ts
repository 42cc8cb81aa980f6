import { changeDraft, getWorkflow, type Issue, type WorkflowDetail } from '@sluice/protocol';
import { hasCode, isTemporary } from '../api/api-error.ts';
import type { Api } from '../api/create-api.ts';
import { fetchPart } from '../parts/fetch-part.ts';
import type { StreamClient } from '../stream/stream-client.ts';
import type { VersionsFrame } from '../stream/stream-subscription.ts';
import { afterPaint } from './after-paint.ts';
import { type DraftRemains, type KnownDraft, readRemains } from './draft-remains.ts';
import { type DraftSlot, type TryLock, takeKey, takeSlot } from './draft-slots.ts';
import { createDraftStore, type DraftStore } from './draft-store.ts';
import { DraftSync, type DraftSyncOptions } from './draft-sync.ts';
import { type DraftVault, remainsKey } from './draft-vault.ts';
import { shareIds } from './edits/first-number.ts';
import { createOwnPresence, type OwnPresence } from './own-presence.ts';
import { createPresenceStore, type PresenceStore } from './presence-store.ts';
import { RemainsKeeper } from './remains-keeper.ts';
import type { VersionsChange } from './take-versions.ts';
import { createTheirs, type Theirs } from './theirs.ts';

/** A workflow that is open for editing: its draft, what keeps it in step with the engine's, and who else is there. */
export interface DraftSession {
  readonly store: DraftStore;
  readonly sync: DraftSync;
  readonly presence: PresenceStore;
  /** Where this page is, for the others. */
  readonly here: OwnPresence;
  /** What others change. */
  readonly theirs: Theirs;
  /** Whether this browser keeps what is not saved yet. */
  readonly keeping: RemainsKeeper['state'];
  close(): void;
}

export interface DraftSessionOptions {
  readonly draft: WorkflowDetail;
  /** The draft as it is known by now. */
  readonly latest: () => WorkflowDetail | undefined;
  readonly did: string;
  readonly api: Api;
  readonly stream: StreamClient;
  readonly vault: DraftVault;
  readonly tryLock: TryLock;
  /** Told after every answer of the engine; `issues` are those that only the engine finds. */
  readonly onKnown: (draft: KnownDraft, issues: readonly Issue[] | undefined) => void;
  /** Told which versions are published and active, at first and when that changes; gives what is new about it. */
  readonly onVersions: (versions: VersionsFrame) => VersionsChange | undefined;
}

/** For edits that one request cannot carry. */
export const loadSplit = async () => (await fetchPart(() => import('./next-batch.ts'))).nextBatch;

/** What `changeDraft` takes, with room for what stands around the changes. */
const BATCH_LIMITS = { bytes: changeDraft.bodyLimitBytes - 1024, changes: 100_000 };
const LONGEST_PAUSE_MS = 10_000;
const CLOSES_WITHIN_MS = 2000;
/** Sessions that are sending their last edits, by what they are of: the next one of the same draft begins after them. */
const closing = new Map<string, Promise<void>>();

/**
 * Opens a draft, with what a page before this one left unsent.
 *
 * @throws UnreadableRemains when a newer editor left it; it stays where it is
 */
export async function openDraft(given: DraftSessionOptions): Promise<DraftSession> {
  const { did, stream, vault, tryLock } = given;
  const base = remainsKey(did, given.draft.id);
  await Promise.race([closing.get(base), new Promise((resolve) => setTimeout(resolve, CLOSES_WITHIN_MS))]);
  // The session before this one may have sent its last edits meanwhile: the draft is then newer than the one that was given.
  const draft = given.latest() ?? given.draft;
  const options = { ...given, draft };
  // A browser that keeps nothing can still edit.
  const filled = (await vault.keys(base).catch(() => [])).filter((key) => key === base || key.startsWith(`${base} `));
  const slot = await takeSlot(base, filled, tryLock);
  const left = await loadRemains(vault, slot);

  const store = createDraftStore(left?.document ?? draft.document);
  const theirs = createTheirs(store);
  const { sync, keeper } = startSync(options, { store, slot, left, onTheirs: theirs.take });
  void sendOrphans(
    options,
    filled.filter((key) => key !== slot?.key),
  );
  const presence = createPresenceStore();
  const live = stream.subscribeDraft(draft.id, {
    revision: () => sync.revision,
    onChange: (change) => sync.takeChange(change),
    onGap: (revision) => sync.refresh(revision),
    onPresence: (guest, who, where) => presence.take(guest, who, where),
    onVersions: (frame) => {
      const change = options.onVersions(frame);
      if (change !== undefined && frame.by !== undefined && frame.by !== options.did) theirs.takeVersions(frame.by, change);
    },
    onJoined: () => {
      presence.clear();
      queueMicrotask(() => here.repeat()); // after the subscription itself
    },
  });
  const here = createOwnPresence((where) => live.tell(where));
  const retry = () => sync.retryNow();
  let isCut = false;
  const stopState = stream.onState((state) => {
    isCut = state !== 'open';
    if (isCut) presence.clear();
    else retry();
  });
  const stopSharing = shareIds(() => isCut || presence.getState().length > 0);
  window.addEventListener('online', retry);
  const stopSelection = store.subscribe((now, before) => now.selection === before.selection || here.select(now.selection));
  return {
    store,
    sync,
    presence,
    here,
    theirs,
    keeping: keeper.state,
    close: () => {
      stopState();
      stopSharing();
      window.removeEventListener('online', retry);
      stopSelection();
      here.dispose();
      live.stop();
      const ended = sync
        .dispose()
        .then(() => keeper.settled())
        .finally(() => {
          slot?.release();
          if (closing.get(base) === ended) closing.delete(base);
        });
      closing.set(base, ended);
    },
  };
}

async function loadRemains(vault: DraftVault, slot: DraftSlot | undefined): Promise<DraftRemains | undefined> {
  if (slot === undefined) return undefined;
  const kept = await vault.load(slot.key).catch(() => undefined);
  if (kept === undefined) return undefined;
  try {
    return readRemains(slot.key, kept);
  } catch (error) {
    slot.release();
    throw error;
  }
}

interface SyncParts {
  readonly store: DraftStore;
  readonly slot: DraftSlot | undefined;
  readonly left: DraftRemains | undefined;
  readonly onTheirs: DraftSyncOptions['onTheirs'];
}

function startSync({ draft, api, vault, onKnown }: DraftSessionOptions, { store, slot, left, onTheirs }: SyncParts) {
  const params = { id: draft.id };
  const keeper = new RemainsKeeper(async (remains) => {
    if (slot === undefined) throw new Error('Every place for unsaved edits is taken by another page.');
    await vault.save(slot.key, remains);
  }, afterPaint);
  const sync = new DraftSync({
    store,
    draft: left?.known ?? draft,
    remains: left?.batch,
    change: ({ name, changes }, revision) => api(changeDraft, { params, body: { changes: [...changes], revision, batch: name } }),
    fetch: () => api(getWorkflow, { params }),
    onKnown,
    onTheirs,
    onRemains: (remains) => keeper.keep(remains),
    isTemporary,
    isConflict: (error) => hasCode(error, 'conflict'),
    pause: (attempt) => new Promise((resolve) => setTimeout(resolve, Math.min(LONGEST_PAUSE_MS, 250 * 2 ** attempt))),
    createName: () => crypto.randomUUID(),
    limits: BATCH_LIMITS,
    loadSplit,
  });
  if (left !== undefined) sync.refresh();
  return { sync, keeper };
}

/** What pages that are gone left unsent beside this one's own: sent as it is, and told to this page as any change of others. */
async function sendOrphans(options: DraftSessionOptions, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    const slot = await takeKey(key, options.tryLock);
    if (slot === undefined) continue;
    try {
      const left = await loadRemains(options.vault, slot);
      if (left === undefined) continue;
      const store = createDraftStore(left.document);
      const { sync, keeper } = startSync({ ...options, onKnown: () => {} }, { store, slot, left, onTheirs: () => {} });
      await sync.settled();
      await sync.dispose();
      await keeper.settled();
    } catch {
      // It stays where it is; the next page that opens this draft tries again.
    } finally {
      slot.release();
    }
  }
}
