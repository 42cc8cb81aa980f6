/** How one order of unique keys becomes another: what goes, and what comes or moves, each placed before a key that is in place by then. */
export interface OrderDiff {
  readonly gone: readonly string[];
  /** To be placed in this order; without `before`, at the end. */
  readonly placed: readonly { readonly key: string; readonly before: string | undefined }[];
}

/** The keys that need not move are a longest common run in the same order, so that adding one key changes one place. */
export function diffOrder(before: readonly string[], after: readonly string[]): OrderDiff {
  const wanted = new Set(after);
  const gone = before.filter((key) => !wanted.has(key));
  const places = new Map(before.map((key, index) => [key, index]));
  const common = after.filter((key) => places.has(key));
  const staying = new Set(longestRising(common, (key) => places.get(key) ?? -1));
  const placed: { key: string; before: string | undefined }[] = [];
  for (let index = after.length - 1; index >= 0; index--) {
    const key = after[index]!;
    if (!staying.has(key)) placed.push({ key, before: after[index + 1] });
  }
  return { gone, placed };
}

/** A longest subsequence whose places rise (patience sorting). */
export function longestRising<Key>(keys: readonly Key[], placeOf: (key: Key) => number): Key[] {
  const tails: number[] = [];
  const previous: number[] = [];
  for (let index = 0; index < keys.length; index++) {
    const place = placeOf(keys[index]!);
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (placeOf(keys[tails[middle]!]!) < place) low = middle + 1;
      else high = middle;
    }
    previous[index] = low === 0 ? -1 : tails[low - 1]!;
    tails[low] = index;
  }
  const run: Key[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at]!) run.push(keys[at]!);
  return run.reverse();
}
