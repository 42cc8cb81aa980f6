/** So much is kept in a browser of one draft that is not saved yet. */
export const MOST_REMAINS_BYTES = 20 * 1024 * 1024;

/** About how many bytes a value takes when it is kept: each object counts once, as it is stored once. Stops when `most` is passed. */
export function sizeOfRemains(value: unknown, most: number): number {
  const seen = new Set<object>();
  const waiting: unknown[] = [value];
  let bytes = 0;
  while (waiting.length > 0 && bytes <= most) {
    const next = waiting.pop();
    if (typeof next === 'string') bytes += next.length + 2;
    else if (typeof next !== 'object' || next === null) bytes += 8;
    else if (!seen.has(next)) {
      seen.add(next);
      bytes += 2;
      for (const [key, member] of Object.entries(next)) {
        bytes += Array.isArray(next) ? 1 : key.length + 4;
        waiting.push(member);
      }
    }
  }
  return bytes;
}
