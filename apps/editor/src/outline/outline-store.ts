import { createStore } from 'zustand/vanilla';

const KEY = 'sluice.outline';

/** Whether the outline is shown; kept in this browser. */
export const outlineStore = createStore<{ readonly isOpen: boolean }>()(() => ({ isOpen: stored() === 'open' }));

export function setOutline(isOpen: boolean): void {
  outlineStore.setState({ isOpen });
  try {
    window.localStorage.setItem(KEY, isOpen ? 'open' : 'closed');
  } catch {
    // A browser that keeps nothing: it is closed at the next visit.
  }
}

function stored(): string | null {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
