import { createStore } from 'zustand/vanilla';
import { holdAll } from '../actions/keys-ahead.ts';

/** The step that is opened with a key: the focus goes on into its panel. Undefined once it has. */
export const stepEntry = createStore<{ readonly nodeId: string | undefined }>()(() => ({ nodeId: undefined }));

let release: ReturnType<typeof holdAll> | undefined;

/** What is pressed until the panel has the focus is meant for it; with undefined it is not to take it. */
export function enterStep(nodeId: string | undefined): void {
  release?.(false);
  release = nodeId === undefined ? undefined : holdAll();
  stepEntry.setState({ nodeId });
}

/** The panel takes the focus. */
export function endEntry(): void {
  release?.();
  release = undefined;
  stepEntry.setState({ nodeId: undefined });
}
