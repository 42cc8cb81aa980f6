import { type Change, diffReversibly, type WorkflowDocument } from '@sluice/protocol';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { stepTo } from './step-to.ts';

/** One thing that was done, as it stands in the history of undo. */
export interface DraftEntry {
  /** What it was, for people: “Delete 3 nodes”. */
  readonly label: string;
  /** Both with what each cell held before. */
  readonly forward: readonly Change[];
  readonly backward: readonly Change[];
  readonly mergeKey: string | undefined;
  /** What was selected before it. */
  readonly selected: ReadonlySet<string>;
  /** Ms since the epoch of its last edit. */
  readonly at: number;
}

export interface DraftState {
  readonly document: WorkflowDocument;
  /** Ids of the selected nodes, notes and groups. */
  readonly selection: ReadonlySet<string>;
  /** Newest last. */
  readonly past: readonly DraftEntry[];
  /** What redo does next is last. */
  readonly future: readonly DraftEntry[];
}

export interface EditOptions {
  /** Edits with the same key that follow one another within a second are one entry: typing in one field, dragging one node. */
  readonly mergeKey?: string;
}

export interface DraftStore extends Pick<StoreApi<DraftState>, 'getState' | 'getInitialState' | 'subscribe'> {
  /**
   * Changes the document: the only way there is for what people do here. `update` is pure; when it gives back an equal document nothing
   * happens. One call is one entry of undo, however much it changes.
   */
  edit(label: string, update: (document: WorkflowDocument) => WorkflowDocument, options?: EditOptions): void;
  /** Takes back the last thing done; what others have changed since stays. Gives its label, undefined when there is none. */
  undo(): string | undefined;
  redo(): string | undefined;
  select(ids: Iterable<string>): void;
  /** The document as it came from elsewhere, with what was done here on top of it. Not an entry of undo. */
  replace(document: WorkflowDocument): void;
}

const MERGE_WITHIN_MS = 1000;
const MOST_ENTRIES = 500;

/** The document that is being edited, what is selected in it, and the way back. Knows nothing of servers and drawing. */
export function createDraftStore(document: WorkflowDocument, clock: () => number = Date.now): DraftStore {
  const store = createStore<DraftState>()(() => ({ document, selection: new Set<string>(), past: [], future: [] }));
  const { getState, getInitialState, setState, subscribe } = store;

  /** What is gone is not selected any more. */
  function selectionIn(next: WorkflowDocument, selection = getState().selection): ReadonlySet<string> {
    const left = [...selection].filter((id) => isIn(next, id));
    return left.length === selection.size ? selection : new Set(left);
  }

  /** When something comes back or goes, undo leads back to what was selected then; what came back is selected at least. */
  function selectionAfter(entry: DraftEntry, next: WorkflowDocument, isUndone: boolean): ReadonlySet<string> {
    const { document: before } = getState();
    const back = idsOf(next).filter((id) => !isIn(before, id));
    const isSame = back.length === 0 && idsOf(before).every((id) => isIn(next, id));
    const then = isUndone && !isSame ? selectionIn(next, entry.selected) : undefined;
    if (then !== undefined && then.size > 0) return then;
    return back.length > 0 ? new Set(back) : selectionIn(next);
  }

  function step(from: 'past' | 'future', to: 'past' | 'future', side: 'forward' | 'backward'): string | undefined {
    const state = getState();
    const entry = state[from].at(-1);
    if (entry === undefined) return undefined;
    const next = stepTo(state.document, entry[side]);
    setState({
      document: next,
      selection: selectionAfter(entry, next, from === 'past'),
      [from]: state[from].slice(0, -1),
      [to]: [...state[to], { ...entry, mergeKey: undefined }],
    });
    return entry.label;
  }

  return {
    getState,
    getInitialState,
    subscribe,
    edit(label, update, { mergeKey } = {}) {
      const { document: before, past, selection } = getState();
      const after = update(before);
      const last = past.at(-1);
      const at = clock();
      const mergesWithLast = mergeKey !== undefined && last?.mergeKey === mergeKey && at - last.at < MERGE_WITHIN_MS;
      const origin = mergesWithLast ? stepTo(before, last.backward) : before;
      const entry = {
        label,
        forward: diffReversibly(origin, after),
        backward: diffReversibly(after, origin),
        mergeKey,
        selected: mergesWithLast ? last.selected : selection,
        at,
      };
      if (!mergesWithLast && entry.forward.length === 0) return;
      const kept = mergesWithLast ? past.slice(0, -1) : past;
      setState({
        document: after,
        selection: selectionIn(after),
        past: entry.forward.length === 0 ? kept : [...kept, entry].slice(-MOST_ENTRIES),
        future: [],
      });
    },
    undo: () => step('past', 'future', 'backward'),
    redo: () => step('future', 'past', 'forward'),
    select: (ids) => setState({ selection: new Set(ids) }),
    replace: (next) => setState({ document: next, selection: selectionIn(next) }),
  };
}

function isIn({ nodes, layout }: WorkflowDocument, id: string): boolean {
  return Object.hasOwn(nodes, id) || Object.hasOwn(layout, id);
}

/** Of nodes, notes and groups. */
function idsOf({ nodes, layout }: WorkflowDocument): string[] {
  return [...new Set([...Object.keys(nodes), ...Object.keys(layout)])];
}
