/** So much is kept in a browser of one draft that is not saved yet. */
export const MOST_REMAINS_BYTES = 20 * 1024 * 1024;

/** What stands this deep (a node of a document, an entry of its layout) is measured once: an edit puts another object in its place. */
const MEASURED_DEPTH = 4;
const measured = new WeakMap<object, number>();

/** About how many bytes a value takes when it is kept: each object counts once, as it is stored once. Stops when `most` is passed. */
export function sizeOfRemains(value: unknown, most: number): number {
  const seen = new Set<object>();
  const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }];
  let bytes = 0;
  for (let next = waiting.pop(); next !== undefined && bytes <= most; next = waiting.pop()) {
    const { value: part, depth } = next;
    if (typeof part === 'string') bytes += part.length + 2;
    else if (typeof part !== 'object' || part === null) bytes += 8;
    else if (!seen.has(part)) {
      seen.add(part);
      const isWhole = depth >= MEASURED_DEPTH;
      const known = isWhole ? (measured.get(part) ?? sizeOfWhole(part)) : undefined;
      if (known !== undefined) {
        measured.set(part, known);
        bytes += known;
        continue;
      }
      bytes += 2;
      for (const [key, member] of Object.entries(part)) {
        bytes += sizeOfKey(part, key);
        waiting.push({ value: member, depth: depth + 1 });
      }
    }
  }
  return bytes;
}

/** The same of an object with all that is in it, without asking what is in it twice. */
function sizeOfWhole(object: object): number {
  const waiting: unknown[] = [object];
  let bytes = 0;
  while (waiting.length > 0) {
    const part = waiting.pop();
    if (typeof part === 'string') bytes += part.length + 2;
    else if (typeof part !== 'object' || part === null) bytes += 8;
    else {
      bytes += 2;
      for (const [key, member] of Object.entries(part)) {
        bytes += sizeOfKey(part, key);
        waiting.push(member);
      }
    }
  }
  return bytes;
}

function sizeOfKey(owner: object, key: string): number {
  return Array.isArray(owner) ? 1 : key.length + 4;
}
