import {
  applyChanges,
  type Change,
  type changeDraft,
  type DraftChange,
  diffDocuments,
  type ResponseOf,
  type WorkflowDocument,
} from '@sluice/protocol';
import { createStore } from 'zustand/vanilla';
import type { DraftStore } from './draft-store.ts';

/** `saved`: the engine has everything. `waiting`: it is away, and saving goes on when it is back. `refused`: it will not take it. */
export type SaveState = { readonly kind: 'saved' | 'saving' | 'waiting' } | { readonly kind: 'refused'; readonly error: unknown };

/** A draft as the engine has it. */
export interface KnownDraft {
  readonly document: WorkflowDocument;
  readonly revision: number;
}

/** What is on its way to the engine; sent again under the same name until it is answered. */
export interface Batch {
  readonly name: string;
  readonly changes: readonly Change[];
}

/** All that must outlive this page for nothing to be lost. */
export interface DraftRemains {
  readonly known: KnownDraft;
  readonly batch: Batch | undefined;
  /** As it is edited here. */
  readonly document: WorkflowDocument;
}

export type ChangeAnswer = ResponseOf<typeof changeDraft>;

export interface DraftSyncOptions {
  readonly store: DraftStore;
  readonly draft: KnownDraft;
  /** What a page before this one left unsent. */
  readonly remains?: Batch | undefined;
  readonly change: (batch: Batch, revision: number) => Promise<ChangeAnswer>;
  readonly fetch: () => Promise<KnownDraft>;
  /** Told after every answer of the engine. */
  readonly onKnown: (draft: KnownDraft, issues: ChangeAnswer['issues'] | undefined) => void;
  /** Told of what others changed. */
  readonly onTheirs: (changes: readonly Change[], by: string) => void;
  /** Told when what must outlive the page is another; undefined: nothing must. */
  readonly onRemains: (remains: DraftRemains | undefined) => void;
  /** It may succeed in a moment. */
  readonly isTemporary: (error: unknown) => boolean;
  /** Resolves when it is time for the next attempt, after `attempt` (from 1) that failed. */
  readonly pause: (attempt: number) => Promise<void>;
  readonly createName: () => string;
}

const CALM_MS = 300;

/**
 * Keeps the engine's draft and the one that is edited here in step, cell by cell: what is done here is sent when the hands rest, one
 * batch at a time; what others did goes beneath what was done here since. The document on the screen is always the engine's, as far as it
 * is known, with the own changes on top. Owns what is known of the engine's draft; the draft store owns the document.
 */
export class DraftSync {
  readonly state = createStore<SaveState>()(() => ({ kind: 'saved' }));
  readonly #options: DraftSyncOptions;
  readonly #stop: () => void;
  #known: KnownDraft;
  /** The batch under way, and the document that it was made from: what is known with the batch on top. */
  #sent: { readonly batch: Batch; readonly document: WorkflowDocument } | undefined;
  /** What others did while a batch is under way: whether it comes before the batch or after, the answer says. */
  #held: DraftChange[] = [];
  #needsFetch = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pushing: Promise<void> | undefined;
  #isDisposed = false;

  constructor(options: DraftSyncOptions) {
    const { store, draft, remains } = options;
    this.#options = options;
    this.#known = draft;
    if (remains !== undefined) this.#sent = { batch: remains, document: applyChanges(draft.document, remains.changes) };
    this.#stop = store.subscribe((now, before) => {
      if (now.document !== before.document) this.#schedule(CALM_MS);
    });
    if (this.#isDirty()) this.#schedule(0);
  }

  get revision(): number {
    return this.#known.revision;
  }

  /** Sends what is not sent yet. Rejects when the engine refuses it. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#pushing ??= this.#push().finally(() => {
      this.#pushing = undefined;
    });
    await this.#pushing;
    const state = this.state.getState();
    if (state.kind === 'refused') throw state.error;
  }

  /** Somebody changed the draft: told by the engine, in the order of revisions. */
  takeChange(change: DraftChange): void {
    if (change.revision <= this.#known.revision) return;
    if (this.#sent !== undefined) this.#held.push(change);
    else if (change.revision === this.#known.revision + 1) this.#takeTheirs(change);
    else this.refresh();
  }

  /** Changes were missed: the whole draft is fetched, and what was done here goes on top. */
  refresh(): void {
    this.#needsFetch = true;
    this.#schedule(0);
  }

  /** Sends what is left, and listens no more. */
  dispose(): void {
    this.#stop();
    void this.flush().catch(() => {});
    this.#isDisposed = true;
  }

  #schedule(ms: number): void {
    if (!this.#isDirty() && !this.#needsFetch) return;
    if (this.#isDirty()) {
      this.#tellRemains();
      if (this.state.getState().kind !== 'waiting') this.#set({ kind: 'saving' });
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush().catch(() => {}), ms);
  }

  #isDirty(): boolean {
    if (this.#sent !== undefined) return true;
    const { document } = this.#options.store.getState();
    return document !== this.#known.document && diffDocuments(this.#known.document, document).length > 0;
  }

  async #push(): Promise<void> {
    for (let attempt = 1; this.#needsFetch || this.#isDirty(); attempt += 1) {
      try {
        if (this.#needsFetch && this.#sent === undefined) await this.#fetch();
        else await this.#sendBatch();
        attempt = 0;
      } catch (error) {
        if (!this.#options.isTemporary(error) || this.#isDisposed) {
          this.#sent = undefined;
          this.#set({ kind: 'refused', error });
          return;
        }
        if (this.#isDirty()) this.#set({ kind: 'waiting' });
        await this.#options.pause(attempt);
      }
    }
    this.#tellRemains();
    this.#set({ kind: 'saved' });
  }

  async #sendBatch(): Promise<void> {
    const { store, change, createName, onKnown } = this.#options;
    if (this.#sent === undefined) {
      const { document } = store.getState();
      const changes = diffDocuments(this.#known.document, document);
      if (changes.length === 0) return;
      this.#sent = { batch: { name: createName(), changes }, document };
    }
    this.#tellRemains();
    this.#set({ kind: 'saving' });
    const answer = await change(this.#sent.batch, this.#known.revision);
    this.#acknowledge(answer);
    onKnown(this.#known, answer.issues);
  }

  /** The batch is in the draft, after what the answer names. */
  #acknowledge({ revision, since, document }: ChangeAnswer): void {
    const { store, onTheirs } = this.#options;
    const { batch, document: sent } = this.#sent!; // it is what was answered
    const theirs = since.flatMap(({ changes }) => changes);
    const next =
      document ?? (theirs.length === 0 ? sent : applyChanges(applyChanges(this.#known.document, theirs), batch.changes));
    const mine = diffDocuments(sent, store.getState().document);
    this.#known = { document: next, revision };
    this.#sent = undefined;
    if (next !== sent) store.replace(applyChanges(next, mine));
    for (const change of since) onTheirs(change.changes, change.by);
    const held = this.#held;
    this.#held = [];
    for (const change of held) this.takeChange(change);
  }

  #takeTheirs({ revision, changes, by }: DraftChange): void {
    const { store, onTheirs, onKnown } = this.#options;
    const mine = diffDocuments(this.#known.document, store.getState().document);
    this.#known = { document: applyChanges(this.#known.document, changes), revision };
    store.replace(applyChanges(this.#known.document, mine));
    if (mine.length > 0) this.#tellRemains();
    onTheirs(changes, by);
    onKnown(this.#known, undefined);
  }

  async #fetch(): Promise<void> {
    const { store, fetch, onKnown } = this.#options;
    const fetched = await fetch();
    this.#needsFetch = false;
    if (fetched.revision < this.#known.revision) return; // an answer that was under way for long
    const before = this.#known.document;
    const mine = diffDocuments(before, store.getState().document);
    // What is equal stays the same object, so that views know it.
    this.#known = { document: applyChanges(before, diffDocuments(before, fetched.document)), revision: fetched.revision };
    store.replace(applyChanges(this.#known.document, mine));
    onKnown(this.#known, undefined);
  }

  #tellRemains(): void {
    const { store, onRemains } = this.#options;
    const { document } = store.getState();
    onRemains(this.#isDirty() ? { known: this.#known, batch: this.#sent?.batch, document } : undefined);
  }

  #set(state: SaveState): void {
    this.state.setState(state, true);
  }
}
