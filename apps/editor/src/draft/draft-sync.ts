import { applyChanges, diffDocuments, type WorkflowDetail, type WorkflowDocument } from '@sluice/protocol';
import { createStore } from 'zustand/vanilla';
import type { DraftStore } from './draft-store.ts';

/** `saved`: the engine has everything. `waiting`: it is away, and saving goes on when it is back. `refused`: it will not take it. */
export type SaveState = { readonly kind: 'saved' | 'saving' | 'waiting' } | { readonly kind: 'refused'; readonly error: unknown };

export interface DraftSyncOptions {
  readonly store: DraftStore;
  /** The draft as the engine has it. */
  readonly draft: WorkflowDetail;
  readonly save: (document: WorkflowDocument, revision: number) => Promise<WorkflowDetail>;
  readonly fetch: () => Promise<WorkflowDetail>;
  /** Told of every draft that the engine has taken or given. */
  readonly onDraft: (draft: WorkflowDetail) => void;
  /** Somebody else saved first. */
  readonly isConflict: (error: unknown) => boolean;
  /** It may succeed in a moment. */
  readonly isTemporary: (error: unknown) => boolean;
  /** Resolves when it is time for the next attempt, after `attempt` (from 1) that failed. */
  readonly pause: (attempt: number) => Promise<void>;
}

const CALM_MS = 400;

/**
 * Keeps the engine's draft in step with the one that is edited here: saves when the hands rest, one request at a time, and puts what
 * was done here on top of what others saved meanwhile, cell by cell. Owns the revision; the draft store owns the document.
 */
export class DraftSync {
  readonly state = createStore<SaveState>()(() => ({ kind: 'saved' }));
  readonly #options: DraftSyncOptions;
  readonly #stop: () => void;
  #base: WorkflowDetail;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | undefined;
  #isDisposed = false;

  constructor(options: DraftSyncOptions) {
    this.#options = options;
    this.#base = options.draft;
    this.#stop = options.store.subscribe((now, before) => {
      if (now.document !== before.document) this.#schedule();
    });
  }

  /** Saves what is not saved yet. Rejects when the engine refuses it. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#saving ??= this.#saveAll().finally(() => {
      this.#saving = undefined;
    });
    await this.#saving;
    const state = this.state.getState();
    if (state.kind === 'refused') throw state.error;
  }

  /** Saves what is left, and listens no more. */
  dispose(): void {
    this.#stop();
    void this.flush().catch(() => {});
    this.#isDisposed = true;
  }

  #schedule(): void {
    if (!this.#isDirty()) return;
    this.#set({ kind: 'saving' });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush().catch(() => {}), CALM_MS);
  }

  #isDirty(): boolean {
    const { document } = this.#options.store.getState();
    return document !== this.#base.document && diffDocuments(this.#base.document, document).length > 0;
  }

  async #saveAll(): Promise<void> {
    for (let attempt = 1; this.#isDirty(); attempt += 1) {
      try {
        await this.#saveOnce();
        attempt = 0;
      } catch (error) {
        if (this.#options.isConflict(error)) continue;
        if (!this.#options.isTemporary(error) || this.#isDisposed) {
          this.#set({ kind: 'refused', error });
          return;
        }
        this.#set({ kind: 'waiting' });
        await this.#options.pause(attempt);
      }
    }
    this.#set({ kind: 'saved' });
  }

  async #saveOnce(): Promise<void> {
    const { store, save, fetch, isConflict, onDraft } = this.#options;
    const { document } = store.getState();
    this.#set({ kind: 'saving' });
    try {
      this.#take(document, await save(document, this.#base.revision));
    } catch (error) {
      if (!isConflict(error)) throw error;
      this.#take(this.#base.document, await fetch());
    }
    onDraft(this.#base);
  }

  /** `known` is what the engine's new draft was made from; what was done here since goes on top. */
  #take(known: WorkflowDocument, draft: WorkflowDetail): void {
    const { store } = this.#options;
    const { document } = store.getState();
    const mine = diffDocuments(known, document);
    const theirs = diffDocuments(known, draft.document);
    this.#base = { ...draft, document: applyChanges(known, theirs) };
    if (theirs.length > 0) store.replace(applyChanges(this.#base.document, mine));
    else this.#base = { ...draft, document: known };
  }

  #set(state: SaveState): void {
    this.state.setState(state, true);
  }
}
