import { create } from 'zustand';

export type ViewMode = 'table' | 'json';

/** How items are shown, everywhere alike. Until somebody chooses, one item is shown as JSON and several as a table. */
export const useViewMode = create<{ chosen: ViewMode | undefined; choose: (mode: ViewMode) => void }>()((set) => ({
  chosen: undefined,
  choose: (chosen) => set({ chosen }),
}));
