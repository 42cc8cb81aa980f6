import i18next from 'i18next';

/** What of a `KeyboardEvent` tells which keys were pressed. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);
const symbols: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Delete: 'Del',
};

/** What keyboards of other languages call keys, by language. */
export const keyNames = new Map<string, Readonly<Record<string, string>>>();

/** Whether a press is the shortcut, e.g. `Mod+Shift+Z`, `Delete`, `?`. Shift is not asked about for signs that need it on some keyboards. */
export function isPressed(shortcut: string, { key, code, ctrlKey, metaKey, shiftKey, altKey }: KeyPress): boolean {
  const parts = shortcut.split('+');
  const wanted = parts.at(-1) === '' ? '+' : (parts.at(-1) ?? '');
  const has = (modifier: string) => parts.slice(0, -1).includes(modifier);
  const isSign = wanted.length === 1 && !/[a-z0-9 ]/i.test(wanted);
  const isSameKey =
    key.toLowerCase() === wanted.toLowerCase() || (key !== wanted && code === `Key${wanted.toUpperCase()}` && altKey);
  return (
    isSameKey && (isMac ? metaKey : ctrlKey) === has('Mod') && altKey === has('Alt') && (isSign || shiftKey === has('Shift'))
  );
}

/** The keys as this machine's keyboard names them, in the language of the page. */
export function shortcutKeys(shortcut: string): readonly string[] {
  // A plus at the end is the key itself: it stands between two nothings.
  const parts = shortcut.endsWith('+') ? [...shortcut.slice(0, -1).split('+').slice(0, -1), '+'] : shortcut.split('+');
  const names = keyNames.get(i18next.resolvedLanguage ?? '');
  return parts.map((part) => {
    if (part === 'Mod' && isMac) return '⌘';
    const key = part === 'Mod' ? 'Ctrl' : part;
    return names?.[key] ?? symbols[key] ?? key;
  });
}

const writing = 'input:not([type="radio"], [type="checkbox"], [type="button"]), textarea, select, .cm-editor';

/** Where keys belong to a text that is being written. */
export function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest(writing) !== null);
}
