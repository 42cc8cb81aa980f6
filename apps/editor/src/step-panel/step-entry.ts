import { createStore } from 'zustand/vanilla';

/** The step that is opened with a key: the focus goes on into its panel. Undefined once it has. */
export const stepEntry = createStore<{ readonly nodeId: string | undefined }>()(() => ({ nodeId: undefined }));

export function enterStep(nodeId: string | undefined): void {
  stepEntry.setState({ nodeId });
}
