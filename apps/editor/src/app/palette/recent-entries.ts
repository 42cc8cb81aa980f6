const KEY = 'sluice.recent-palette';
const MOST = 6;

/** What was used last from the palette in this browser, newest first. What is stored is only ever ids: anything else there is passed over. */
export function recentEntries(storage: Pick<Storage, 'getItem'> = window.localStorage): readonly string[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter((each) => typeof each === 'string').slice(0, MOST) : [];
  } catch {
    return []; // a browser that keeps nothing, or something else under this name
  }
}

export function rememberEntry(id: string, storage: Pick<Storage, 'getItem' | 'setItem'> = window.localStorage): void {
  const ids = [id, ...recentEntries(storage).filter((each) => each !== id)].slice(0, MOST);
  try {
    storage.setItem(KEY, JSON.stringify(ids));
  } catch {
    // A browser that keeps nothing: the palette goes without what was used last.
  }
}
