import { isWriting } from './shortcut.ts';

export const MODIFIERS: readonly string[] = ['Shift', 'Control', 'Alt', 'Meta'];

const again = new WeakSet<Event>();

/** Whether it was made by `pressAgain`. */
export function isAgain(event: KeyboardEvent): boolean {
  return again.has(event);
}

/** Presses a key that was kept; says whether something took it. */
export function pressAgain(
  { key, code, ctrlKey, metaKey, shiftKey, altKey, repeat }: KeyboardEvent,
  target: EventTarget | null,
): boolean {
  const init = { key, code, ctrlKey, metaKey, shiftKey, altKey, repeat };
  const event = new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true });
  again.add(event);
  (target instanceof Node && target.isConnected ? target : document.body).dispatchEvent(event);
  return event.defaultPrevented;
}

/** Writes a character where a text is being written; else it is let go. */
export function write({ key }: KeyboardEvent): void {
  if (isWriting(document.activeElement)) document.execCommand('insertText', false, key);
}

export function isText({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.length === 1 && !ctrlKey && !metaKey && !altKey;
}

export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
