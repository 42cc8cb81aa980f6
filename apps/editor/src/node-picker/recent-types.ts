const KEY = 'sluice.recent-node-types';
const MOST = 6;

/** The node types used last in this browser, newest first. What is stored is only ever names: anything else there is passed over. */
export function recentTypes(storage: Pick<Storage, 'getItem'> = window.localStorage): readonly string[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter((each) => typeof each === 'string').slice(0, MOST) : [];
  } catch {
    return []; // a browser that keeps nothing, or something else under this name
  }
}

export function rememberType(type: string, storage: Pick<Storage, 'getItem' | 'setItem'> = window.localStorage): void {
  const types = [type, ...recentTypes(storage).filter((each) => each !== type)].slice(0, MOST);
  try {
    storage.setItem(KEY, JSON.stringify(types));
  } catch {
    // A browser that keeps nothing: the next picker begins without recent ones.
  }
}
