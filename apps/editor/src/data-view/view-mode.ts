import { create } from 'zustand';

type Mode = 'table' | 'json';

/** How items are shown, everywhere alike. */
export const useViewMode = create<{ mode: Mode; setMode: (mode: Mode) => void }>()((set) => ({
  mode: 'json',
  setMode: (mode) => set({ mode }),
}));
