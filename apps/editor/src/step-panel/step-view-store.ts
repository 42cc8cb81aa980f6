import { createStore } from 'zustand/vanilla';

/** Whether the step that is selected is looked at large: input, parameters and output side by side. */
export const stepViewStore = createStore<{ readonly isLarge: boolean }>()(() => ({ isLarge: false }));

export function showStepLarge(isLarge: boolean): void {
  stepViewStore.setState({ isLarge });
}
