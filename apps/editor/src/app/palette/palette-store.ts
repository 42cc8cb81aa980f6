import { createStore } from 'zustand/vanilla';

/** Which of the two that are over every page is open. */
export const paletteStore = createStore<{ readonly open: 'palette' | 'shortcuts' | undefined }>()(() => ({ open: undefined }));

export function togglePalette(): void {
  paletteStore.setState(({ open }) => ({ open: open === 'palette' ? undefined : 'palette' }));
}

export function closePalette(): void {
  paletteStore.setState({ open: undefined });
}
