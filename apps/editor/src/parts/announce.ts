import { createStore } from 'zustand/vanilla';

/** What was said last to those who do not see the screen. A text that is said again is another one by its number. */
export const announcements = createStore<{ readonly text: string; readonly number: number }>()(() => ({ text: '', number: 0 }));

/** Has a screen reader say what has just been done, when it has nothing more urgent to say. */
export function announce(text: string): void {
  announcements.setState(({ number }) => ({ text, number: number + 1 }));
}
