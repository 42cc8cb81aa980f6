import { createStore } from 'zustand/vanilla';

/** Something that can be done: by its shortcut, from the palette, and from wherever a button stands for it. */
export interface Action {
  /** Unique among those that are there; also names its text, `action.<id>`. */
  readonly id: string;
  readonly title: string;
  /** The palette's heading that it stands under. */
  readonly group: string;
  /** As `Mod+Shift+K`; `Mod` is Ctrl, or Cmd on a Mac. Several ways are several entries. */
  readonly shortcut?: string | readonly string[];
  /** A CSS selector: its shortcut counts only where the focus is inside such an element, or on nothing at all. */
  readonly within?: string;
  /** Its keys do not count in panels, where they could be meant for what is written there. */
  readonly isOfCanvas?: boolean;
  /** Its keys are heard elsewhere: the browser makes events of their own of Ctrl+C, or they count while a text is written too. */
  readonly areKeysElsewhere?: true;
  readonly icon?: React.ComponentType<{ size?: number | string; stroke?: number | string }>;
  /** Why it cannot be done now; it is shown with its reason then. */
  readonly disabled?: string | undefined;
  /** Why the role or a share does not allow it, if so. Where that is what `disabled` says, its keys say it too. */
  readonly lack?: string | undefined;
  readonly run: (isByKey?: boolean) => unknown;
}

/** All that can be done at the moment: what is mounted registers its actions and takes them away again. The latest of one id counts. */
export const actionStore = createStore<{ readonly actions: readonly Action[] }>()(() => ({ actions: [] }));

export function registerAction(action: Action): () => void {
  actionStore.setState(({ actions }) => ({ actions: [...actions, action] }));
  return () => actionStore.setState(({ actions }) => ({ actions: actions.filter((each) => each !== action) }));
}

/** One of each id: where two pages offer the same, the inner one. */
export function currentActions(): readonly Action[] {
  return [...new Map(actionStore.getState().actions.map((action) => [action.id, action])).values()];
}

export function runAction(id: string, isByKey = false): void {
  const action = currentActions().find((each) => each.id === id);
  if (action !== undefined && action.disabled === undefined) action.run(isByKey);
}

/** Why an action cannot be done now; undefined when it can, or is not there. */
export function reasonOf(id: string): string | undefined {
  return currentActions().find((each) => each.id === id)?.disabled;
}
