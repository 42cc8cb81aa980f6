import type { Action } from '../../actions/action-store.ts';

/** A row of the palette: something to do, or somewhere to go. */
export interface PaletteEntry {
  /** Unique, and the same at another time: by it what was used last is found again. */
  readonly id: string;
  readonly title: string;
  readonly group: string;
  /** What is written small beside the title: what it is, or why it cannot be done. */
  readonly detail: string;
  /** Further words that it is found by. */
  readonly words: string;
  readonly icon: Action['icon'];
  readonly shortcut: string | undefined;
  readonly isDisabled: boolean;
  readonly run: () => unknown;
}
