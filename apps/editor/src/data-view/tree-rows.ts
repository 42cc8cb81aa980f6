import type { Json } from '@sluice/protocol';

export type Path = readonly (string | number)[];

/** One line of a JSON tree. */
export interface TreeRow {
  readonly path: Path;
  /** Its key or index in what it lies in. */
  readonly label: string | number;
  readonly value: Json;
  readonly depth: number;
  /** Objects and lists with members can be opened. */
  readonly isBranch: boolean;
  readonly isOpen: boolean;
  /** Stands for so many members that are not shown. */
  readonly more?: number;
}

/** So many members of one list or object are shown. */
const MOST_MEMBERS = 10_000;

export function isBranch(value: Json): value is Json[] | { [key: string]: Json } {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** The lines of a value's members, and of theirs where they are open. */
export function treeRows(
  value: Json,
  isOpen: (path: Path, value: Json) => boolean,
  path: Path = [],
  depth = 0,
  rows: TreeRow[] = [],
): TreeRow[] {
  if (!isBranch(value)) return rows;
  const keys = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  for (const label of keys.slice(0, MOST_MEMBERS)) {
    const member = (value as Readonly<Record<string | number, Json>>)[label] ?? null;
    const at = [...path, label];
    const branch = isBranch(member);
    const open = branch && isOpen(at, member);
    rows.push({ path: at, label, value: member, depth, isBranch: branch, isOpen: open });
    if (open) treeRows(member, isOpen, at, depth + 1, rows);
  }
  const more = keys.length - MOST_MEMBERS;
  if (more > 0) rows.push({ path, label: '…', value: null, depth, isBranch: false, isOpen: false, more });
  return rows;
}

/** What stands in one line of a tree of items. */
export interface TreePlace {
  readonly item: number;
  /** Which line within the item; undefined: the item itself. */
  readonly line: number | undefined;
}

/** Lines of items of which some are open. Finding a line costs the logarithm of how many are open, not of how many there are. */
export class TreeIndex {
  readonly count: number;
  readonly #items: readonly number[];
  /** How many lines stand before the item, those of open items before it included. */
  readonly #starts: readonly number[];
  readonly #lengths: readonly number[];

  /** @param open how many lines each open item has, by its index */
  constructor(total: number, open: ReadonlyMap<number, number>) {
    const sorted = [...open].filter(([item]) => item < total).sort(([a], [b]) => a - b);
    let lines = 0;
    this.#items = sorted.map(([item]) => item);
    this.#lengths = sorted.map(([, length]) => length);
    this.#starts = sorted.map(([item, length]) => {
      const start = item + lines;
      lines += length;
      return start;
    });
    this.count = total + lines;
  }

  at(row: number): TreePlace {
    const nearest = this.#lastFrom(this.#starts, row);
    if (nearest === -1) return { item: row, line: undefined };
    const within = row - this.#starts[nearest]!;
    const length = this.#lengths[nearest]!;
    if (within === 0) return { item: this.#items[nearest]!, line: undefined };
    if (within <= length) return { item: this.#items[nearest]!, line: within - 1 };
    return { item: this.#items[nearest]! + within - length, line: undefined };
  }

  rowOf(item: number): number {
    const nearest = this.#lastFrom(this.#items, item);
    if (nearest === -1) return item;
    const start = this.#starts[nearest]!;
    return item === this.#items[nearest] ? start : start + this.#lengths[nearest]! + item - this.#items[nearest]!;
  }

  /** The last position whose value is at most `most`, or -1. */
  #lastFrom(values: readonly number[], most: number): number {
    let [low, high] = [0, values.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[middle]! <= most) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
