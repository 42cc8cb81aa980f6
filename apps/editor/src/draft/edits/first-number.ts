const sharing = new Set<() => boolean>();

/** From now on ids may be given elsewhere at the same time whenever `isShared` says so. Returns how to end it. */
export function shareIds(isShared: () => boolean): () => void {
  sharing.add(isShared);
  return () => void sharing.delete(isShared);
}

/**
 * The number that ids begin with; undefined where the first needs none. While somebody else may give ids too it is somewhere of one's own, since two
 * nodes that come by the same id at the same moment would become one.
 */
export function firstNumber(): number | undefined {
  if (![...sharing].some((isShared) => isShared())) return undefined;
  return 1000 + Math.floor(Math.random() * 9000);
}
