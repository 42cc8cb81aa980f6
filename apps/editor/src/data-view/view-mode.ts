import { create } from 'zustand';

export const viewModes = ['table', 'json', 'schema', 'text', 'html', 'files'] as const;
export type ViewMode = (typeof viewModes)[number];

const KEY = 'sluice-data-view';

/** How items are shown, everywhere alike, remembered in this browser. Until somebody chooses, what fits the data best. */
export const useViewMode = create<{ chosen: ViewMode | undefined; choose: (mode: ViewMode) => void }>()((set) => ({
  chosen: remembered(),
  choose: (chosen) => {
    set({ chosen });
    try {
      localStorage.setItem(KEY, chosen);
    } catch {
      // A browser that keeps nothing: then it is chosen for this page.
    }
  },
}));

function remembered(): ViewMode | undefined {
  try {
    return viewModes.find((mode) => mode === localStorage.getItem(KEY));
  } catch {
    return undefined;
  }
}
