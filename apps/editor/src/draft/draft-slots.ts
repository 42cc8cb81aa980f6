/** A place in the vault that belongs to one page of this browser until it is given back. */
export interface DraftSlot {
  readonly key: string;
  release(): void;
}

/** What is needed of `navigator.locks`. Gives undefined when another page has it; `waitMs`: how long to wait for it. */
export type TryLock = (name: string, waitMs: number) => Promise<(() => void) | undefined>;

/** A page that is being reloaded holds its place for a moment longer. */
const RELOAD_MS = 400;
const MOST_SLOTS = 32;

/**
 * Takes a place for the unsaved edits of one draft: several tabs of one browser each have their own. One that a page before this one has
 * left something in comes first.
 */
export async function takeSlot(base: string, filled: readonly string[], tryLock: TryLock): Promise<DraftSlot | undefined> {
  for (const key of filled) {
    const slot = await takeKey(key, tryLock, RELOAD_MS);
    if (slot !== undefined) return slot;
  }
  for (let index = 0; index < MOST_SLOTS; index += 1) {
    const key = index === 0 ? base : `${base} ${index}`;
    const slot = filled.includes(key) ? undefined : await takeKey(key, tryLock, 0);
    if (slot !== undefined) return slot;
  }
  return undefined;
}

export async function takeKey(key: string, tryLock: TryLock, waitMs = 0): Promise<DraftSlot | undefined> {
  const release = await tryLock(`draft ${key}`, waitMs);
  return release && { key, release };
}

/** Locks of this browser; where it has none (an address without TLS) every page takes what it asks for. */
export const browserLock: TryLock = async (name, waitMs) => {
  // Absent where the page is no secure context, whatever the types say.
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined) return () => {};
  const hold = (lock: Lock | null, taken: (release: (() => void) | undefined) => void) => {
    if (lock === null) return taken(undefined);
    return new Promise<void>((release) => taken(release));
  };
  const now = await new Promise<(() => void) | undefined>((taken) => {
    void locks.request(name, { ifAvailable: true }, (lock) => hold(lock, taken));
  });
  if (now !== undefined || waitMs === 0) return now;
  return new Promise((taken) => {
    locks.request(name, { signal: AbortSignal.timeout(waitMs) }, (lock) => hold(lock, taken)).catch(() => taken(undefined));
  });
};
