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
import { type BatchLimits, fits } from './batch-limits.ts';
import type { Batch, DraftRemains, KnownDraft } from './draft-remains.ts';
import type { DraftEntry, DraftStore } from './draft-store.ts';
import type { nextBatch } from './next-batch.ts';

/** `saved`: the engine has everything. `waiting`: it is away, and saving goes on when it is back. `refused`: it will not take it. */
export type SaveState = { readonly kind: 'saved' | 'saving' | 'waiting' } | { readonly kind: 'refused'; readonly error: unknown };

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
  /** Told of what others changed; `before` is the document here without it. */
  readonly onTheirs: (changes: readonly Change[], by: string, before: WorkflowDocument) => void;
  /** Told when what must outlive the page is another; undefined: nothing must. */
  readonly onRemains: (remains: DraftRemains | undefined) => void;
  /** It may succeed in a moment. */
  readonly isTemporary: (error: unknown) => boolean;
  /** The engine's draft is not the one that this page knows: an older state of it was restored, or it is being changed too fast. */
  readonly isConflict: (error: unknown) => boolean;
  /** Resolves when it is time for the next attempt, after `attempt` (from 1) that failed. */
  readonly pause: (attempt: number) => Promise<void>;
  readonly createName: () => string;
  /** What one batch may carry: more goes in several. */
  readonly limits: BatchLimits;
  /** What makes several batches of it; asked for when it is needed. */
  readonly loadSplit: () => Promise<typeof nextBatch>;
}

const CALM_MS = 300;
/** Hands that never rest are saved all the same. */
const LONGEST_CALM_MS = 2000;
/** Conflicts in a row that are met by fetching the draft; more are shown. */
const MOST_CONFLICTS = 5;

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
  #sent: { readonly batch: Batch; readonly document: WorkflowDocument; readonly isDoubtful?: true } | undefined;
  /** What others did while a batch is under way: whether it comes before the batch or after, the answer says. */
  #held: DraftChange[] = [];
  /** The last entry of undo that is in a batch already: what comes after it is not sent yet. `unknown` where that cannot be told, as after a batch that ended within an entry. */
  #lastEntry: DraftEntry | 'none' | 'unknown' = 'unknown';
  #needsFetch = false;
  /** The engine's draft counts even when its revision is older than the one that is known. */
  #isBehind = false;
  #conflicts = 0;
  #compared:
    | { readonly known: WorkflowDocument; readonly document: WorkflowDocument; readonly changes: readonly Change[] }
    | undefined;
  /** When the first edit was made that is not sent yet. */
  #waitsSince: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pushing: Promise<void> | undefined;
  #isDisposed = false;
  readonly #ended = Promise.withResolvers<void>();
  /** Ends the pause before the next attempt. */
  #wake: () => void = () => {};
  /** Told when the engine stays away, for those who do not wait until it is back. */
  readonly #impatient = new Set<(error: unknown) => void>();

  constructor(options: DraftSyncOptions) {
    const { store, draft, remains } = options;
    this.#options = options;
    this.#known = draft;
    if (store.getState().document === draft.document) this.#lastEntry = store.getState().past.at(-1) ?? 'none';
    if (remains !== undefined) this.#sent = { batch: remains, document: applyChanges(draft.document, remains.changes) };
    this.#stop = store.subscribe((now, before) => {
      if (now.document !== before.document) this.#schedule(CALM_MS);
    });
    if (this.#isDirty()) this.#schedule(0);
  }

  get revision(): number {
    return this.#known.revision;
  }

  /**
   * Sends what is not sent yet, at once. Rejects when the engine refuses it, and soon when it is away: then it is sent when it is back, but
   * what was to be done with it, such as a run, is not.
   */
  async flush(): Promise<void> {
    const away = Promise.withResolvers<never>();
    this.#impatient.add(away.reject);
    this.retryNow();
    try {
      await Promise.race([this.settled(), away.promise]);
    } finally {
      this.#impatient.delete(away.reject);
    }
  }

  /** Tries at once instead of waiting for the next attempt: the line is back. */
  retryNow(): void {
    this.#wake();
  }

  /** As `flush`, and waits for as long as the engine is away. */
  async settled(): Promise<void> {
    clearTimeout(this.#timer);
    this.#waitsSince = undefined;
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

  /**
   * Changes were missed: the whole draft is fetched, and what was done here goes on top. `newest` is the engine's revision, where it is
   * known: an older one than ours says that the engine has gone back to an earlier state.
   */
  refresh(newest = this.#known.revision): void {
    this.#isBehind ||= newest < this.#known.revision;
    this.#needsFetch = true;
    this.#schedule(0);
  }

  /** Gives up what was refused: the draft is shown as the engine has it. */
  discard(): void {
    if (this.state.getState().kind !== 'refused') return;
    this.#sent = undefined;
    this.#held = [];
    this.#needsFetch = true;
    this.#options.store.replace(this.#known.document);
    this.#schedule(0);
  }

  /** Sends what is left, and listens no more. Resolves when it is sent, or cannot be. */
  async dispose(): Promise<void> {
    this.#stop();
    const flushed = this.settled().catch(() => {});
    this.#isDisposed = true;
    this.#ended.resolve(); // no pause is kept: who opens the draft next waits for the end of this
    await flushed;
  }

  #schedule(ms: number): void {
    // What was refused may be undone: then all is well again, which is to be said.
    const wasRefused = this.state.getState().kind === 'refused';
    if (!this.#isDirty() && !this.#needsFetch && !wasRefused) return;
    if (this.#isDirty()) {
      this.#tellRemains();
      if (this.state.getState().kind !== 'waiting') this.#set({ kind: 'saving' });
    }
    const now = Date.now();
    this.#waitsSince ??= now;
    clearTimeout(this.#timer);
    const wait = Math.max(0, Math.min(ms, this.#waitsSince + LONGEST_CALM_MS - now));
    this.#timer = setTimeout(() => void this.settled().catch(() => {}), wait);
  }

  #isDirty(): boolean {
    if (this.#sent !== undefined) return true;
    return this.#unsaved().length > 0;
  }

  /** What makes the document that is shown of the one that is known. Asked for again and again, and made once for each two. */
  #unsaved(): readonly Change[] {
    const [known, document] = [this.#known.document, this.#options.store.getState().document];
    if (this.#compared?.known !== known || this.#compared.document !== document)
      this.#compared = { known, document, changes: diffDocuments(known, document) };
    return this.#compared.changes;
  }

  async #push(): Promise<void> {
    for (let attempt = 1; this.#needsFetch || this.#isDirty(); attempt += 1) {
      try {
        if (this.#sent?.isDoubtful) await this.#resolveDoubt();
        else if (this.#needsFetch && this.#sent === undefined) await this.#fetch();
        else await this.#sendBatch();
        attempt = 0;
      } catch (error) {
        const isConflict = this.#options.isConflict(error) && this.#conflicts < MOST_CONFLICTS;
        if ((!isConflict && !this.#options.isTemporary(error)) || this.#isDisposed) {
          if (!this.#options.isTemporary(error)) this.#doubtBatch();
          this.#set({ kind: 'refused', error });
          return;
        }
        if (isConflict) this.#meetConflict();
        if (this.#isDirty()) this.#set({ kind: 'waiting' });
        if (attempt > 1) for (const reject of this.#impatient) reject(error);
        const woken = new Promise<'woken'>((resolve) => {
          this.#wake = () => resolve('woken');
        });
        if ((await Promise.race([this.#options.pause(attempt), this.#ended.promise, woken])) === 'woken') attempt = 0;
      }
    }
    this.#tellRemains();
    this.#set({ kind: 'saved' });
  }

  /** The batch is not sent again as it is: it was refused, or nobody knows what became of it. An earlier attempt may have arrived. */
  #doubtBatch(): void {
    if (this.#sent !== undefined) this.#sent = { ...this.#sent, isDoubtful: true };
  }

  #meetConflict(): void {
    this.#conflicts += 1;
    this.#isBehind = true;
    if (this.#sent === undefined) this.#needsFetch = true;
    else this.#doubtBatch();
  }

  /** Whether the batch is in the engine's draft or not: with it and what was done since on top, the draft is what was meant. */
  async #resolveDoubt(): Promise<void> {
    const { store, fetch, onKnown } = this.#options;
    const fetched = await fetch();
    const { batch, document: sent } = this.#sent!; // nothing but this gives it up
    const mine = diffDocuments(sent, store.getState().document);
    this.#known = fetched;
    this.#sent = undefined;
    this.#isBehind = false;
    store.replace(applyChanges(applyChanges(fetched.document, batch.changes), mine));
    onKnown(fetched, undefined);
    this.#takeHeld();
  }

  #takeHeld(): void {
    const held = this.#held;
    this.#held = [];
    for (const change of held) this.takeChange(change);
  }

  async #sendBatch(): Promise<void> {
    const { change, onKnown } = this.#options;
    if (this.#sent === undefined) {
      const isSmall = fits(this.#unsaved(), this.#options.limits);
      this.#sent = this.#makeBatch(isSmall ? undefined : await this.#options.loadSplit());
    }
    if (this.#sent === undefined) return;
    this.#tellRemains();
    this.#set({ kind: 'saving' });
    const answer = await change(this.#sent.batch, this.#known.revision);
    this.#conflicts = 0;
    this.#acknowledge(answer);
    onKnown(this.#known, answer.issues);
  }

  /** `split` is fetched for what is more than one request may carry, which is rare. */
  #makeBatch(split: typeof nextBatch | undefined): { readonly batch: Batch; readonly document: WorkflowDocument } | undefined {
    const { store, createName, limits } = this.#options;
    const { document, past } = store.getState();
    const unsaved = this.#unsaved();
    const {
      changes,
      document: made,
      upTo,
    } = split?.({ known: this.#known.document, document, changes: unsaved, entries: this.#unsent(), limits }) ?? {
      changes: unsaved,
      document,
      upTo: undefined,
    };
    if (changes.length === 0) return undefined;
    this.#lastEntry = made === document ? (past.at(-1) ?? 'none') : (upTo ?? 'unknown');
    return { batch: { name: createName(), changes }, document: made };
  }

  /** What was done since the last batch, where that can be told. */
  #unsent(): readonly DraftEntry[] {
    const { past } = this.#options.store.getState();
    if (this.#lastEntry === 'none') return past;
    const at = this.#lastEntry === 'unknown' ? -1 : past.indexOf(this.#lastEntry);
    return at < 0 ? [] : past.slice(at + 1);
  }

  /** The batch is in the draft, after what the answer names. */
  #acknowledge({ revision, since, document }: ChangeAnswer): void {
    const { store, onTheirs } = this.#options;
    const { batch, document: sent } = this.#sent!; // it is what was answered
    const theirs = since.flatMap(({ changes }) => changes);
    const next =
      document ?? (theirs.length === 0 ? sent : applyChanges(applyChanges(this.#known.document, theirs), batch.changes));
    const before = store.getState().document;
    const mine = diffDocuments(sent, before);
    this.#known = { document: next, revision };
    this.#sent = undefined;
    if (next !== sent) store.replace(applyChanges(next, mine));
    for (const change of since) onTheirs(change.changes, change.by, before);
    this.#takeHeld();
  }

  #takeTheirs({ revision, changes, by }: DraftChange): void {
    const { store, onTheirs, onKnown } = this.#options;
    const before = store.getState().document;
    const mine = diffDocuments(this.#known.document, before);
    let document: WorkflowDocument;
    try {
      document = applyChanges(this.#known.document, changes);
    } catch {
      this.refresh(); // made by a newer engine: the whole draft says what it is
      return;
    }
    this.#known = { document, revision };
    store.replace(applyChanges(this.#known.document, mine));
    if (mine.length > 0) this.#tellRemains();
    onTheirs(changes, by, before);
    onKnown(this.#known, undefined);
  }

  async #fetch(): Promise<void> {
    const { store, fetch, onKnown } = this.#options;
    const isBehind = this.#isBehind;
    this.#needsFetch = false; // who asks from now on wants a newer answer than this one
    const fetched = await fetch().catch((error: unknown) => {
      this.#needsFetch = true;
      throw error;
    });
    if (fetched.revision < this.#known.revision && !isBehind) return; // an answer that was under way for long
    this.#isBehind = false;
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
