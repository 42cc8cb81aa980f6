import type { Json } from '../json.ts';
import { diffOrder, longestRising } from './diff-order.ts';

/** A value of a document, or undefined where there is none. */
export type Value = Json | undefined;
/** Whose value stays where both sides made another of the very same one. */
export type Winner = 'value' | 'current';
type Members = { readonly [key: string]: Json };

/**
 * What two people made of one value, `base`: one made `current` of it, the other `value`. Members of objects and elements of lists are
 * merged one by one, so that both keep what they did. Of a single value that both changed, the winner's stays; to change something wins
 * over taking it away, unless `current` wins anyway.
 */
export function mergeValues(base: Value, current: Value, value: Value, winner: Winner = 'value'): Value {
  if (isSame(current, value) || isSame(base, value)) return current;
  if (isSame(base, current)) return value;
  if (isObject(current) && isObject(value)) return mergeObjects(isObject(base) ? base : {}, current, value, winner);
  if (isList(current) && isList(value)) return mergeLists(isList(base) ? base : [], current, value, winner);
  return winner === 'current' || value === undefined ? current : value;
}

export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** The order of members does not count. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (isList(a) && isList(b)) return a.length === b.length && a.every((each, index) => isSame(each, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}

function mergeObjects(base: Members, current: Members, value: Members, winner: Winner): Json {
  let [before, onto, toBe] = [entriesOf(base), entriesOf(current), entriesOf(value)];
  const renamed = renames(before, onto);
  for (const [from, to] of renamed) [before, toBe] = [rekey(before, from, to), rekey(toBe, from, to)];
  for (const [from, to] of renames(before, toBe)) {
    const isContested = winner === 'current' && [...renamed.values()].includes(from);
    if (isContested) toBe = rekey(toBe, to, from);
    else if (!onto.has(to)) [before, onto] = [rekey(before, from, to), rekey(onto, from, to)];
  }
  return Object.fromEntries(mergeEntries(before, onto, toBe, winner));
}

type Entries = ReadonlyMap<string, Json>;

function entriesOf(members: Members): Entries {
  return new Map(Object.entries(members));
}

/** Members that have another name and nothing else: the place and the value are the same. */
function renames(base: Entries, side: Entries): ReadonlyMap<string, string> {
  const [before, after] = [[...base], [...side]];
  if (before.length !== after.length) return new Map();
  const changed = before.flatMap(([from, was], index) => {
    const [to, is] = after[index]!;
    return from === to ? [] : [{ from, to, isRename: !side.has(from) && !base.has(to) && isSame(was, is) }];
  });
  return new Map(changed.every(({ isRename }) => isRename) ? changed.map(({ from, to }) => [from, to]) : []);
}

function rekey(entries: Entries, from: string, to: string): Entries {
  if (!entries.has(from) || entries.has(to)) return entries;
  return new Map([...entries].map(([key, value]) => [key === from ? to : key, value]));
}

/** Merges what has a key on every side. What `value` brings or moves stands before what follows it there. */
function mergeEntries(base: Entries, current: Entries, value: Entries, winner: Winner): [string, Json][] {
  const moved = new Set(diffOrder([...base.keys()], [...value.keys()]).placed.map(({ key }) => key));
  const isStaying = (key: string) => current.has(key) && !(moved.has(key) && base.has(key));
  const ahead = new Map<string | undefined, string[]>();
  let next: string | undefined;
  for (const key of [...value.keys()].reverse()) {
    if (isStaying(key)) next = key;
    else if (ahead.has(next)) ahead.get(next)?.push(key);
    else ahead.set(next, [key]);
  }
  const order: string[] = [];
  for (const key of [...current.keys(), undefined]) {
    if (key !== undefined && value.has(key) && !isStaying(key)) continue;
    order.push(...(ahead.get(key) ?? []).reverse());
    if (key !== undefined) order.push(key);
  }
  return order.flatMap((key): [string, Json][] => {
    const merged = mergeValues(base.get(key), current.get(key), value.get(key), winner);
    return merged === undefined ? [] : [[key, merged]];
  });
}

function mergeLists(base: readonly Json[], current: readonly Json[], value: readonly Json[], winner: Winner): Json {
  const known = new Map(base.map((each, index) => [`${index}`, each]));
  return mergeEntries(known, named(base, current), named(base, value), winner).map(([, each]) => each);
}

/** Elements by the place in `base` of what they were; new ones by what they are, so that the same one is not added twice. */
function named(base: readonly Json[], side: readonly Json[]): Entries {
  const origins = findOrigins(base, side);
  const keys = numbered(side.map((each) => JSON.stringify(each)));
  return new Map(side.map((each, index) => [`${origins.get(index) ?? `+${keys[index]}`}`, each]));
}

/** Equal texts, told apart by how many came before. */
function numbered(texts: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return texts.map((text) => {
    const count = (seen.get(text) ?? 0) + 1;
    seen.set(text, count);
    return `${text}#${count}`;
  });
}

/** What each element of a list was in the list before: those that are equal, moved ones among them, and what lies alike between those. */
function findOrigins(base: readonly Json[], side: readonly Json[]): ReadonlyMap<number, number> {
  const [before, after] = [base, side].map((list) => list.map((each) => JSON.stringify(each))) as [string[], string[]];
  const shorter = Math.min(base.length, side.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const [endBefore, endAfter] = [base.length - tail, side.length - tail];

  const origins = new Map<number, number>();
  for (let index = 0; index < start; index += 1) origins.set(index, index);
  for (let index = 0; index < tail; index += 1) origins.set(endAfter + index, endBefore + index);
  const places = new Map(numbered(before.slice(start, endBefore)).map((key, index) => [key, start + index]));
  const equal: number[] = [];
  for (const [index, key] of numbered(after.slice(start, endAfter)).entries()) {
    const place = places.get(key);
    if (place === undefined) continue;
    origins.set(start + index, place);
    equal.push(start + index);
  }
  const taken = new Set(origins.values());
  const free = (from: number, to: number, isTaken: (index: number) => boolean) =>
    Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index).filter((index) => !isTaken(index));
  let [was, is] = [start, start];
  for (const anchor of [...longestRising(equal, (index) => origins.get(index) ?? 0), endAfter]) {
    const place = origins.get(anchor) ?? endBefore;
    const gone = free(was, anchor === endAfter ? endBefore : place, (index) => taken.has(index));
    const come = free(is, anchor, (index) => origins.has(index));
    for (const [to, from] of pairs(base, gone, side, come)) origins.set(to, from);
    [was, is] = [place + 1, anchor + 1];
  }
  return origins;
}

/** More than so many are not compared each with each. */
const MOST_COMPARED = 10_000;

/** Which of the elements that came is which of those that went: what is alike, and the rest by its place where as many came as went. */
function pairs(
  base: readonly Json[],
  gone: readonly number[],
  side: readonly Json[],
  come: readonly number[],
): [number, number][] {
  const found: [number, number][] = [];
  const left = new Set(gone);
  const open: number[] = [];
  for (const [index, to] of come.entries()) {
    const alike = gone.length * come.length > MOST_COMPARED ? [] : [...left];
    const scores = alike.map((from) => [likeness(base[from]!, side[to]!, from === gone[index]), from] as const);
    const [score, from] = scores.reduce((best, each) => (each[0] > best[0] ? each : best), [0, -1] as readonly [number, number]);
    if (score === 0) open.push(to);
    else {
      left.delete(from);
      found.push([to, from]);
    }
  }
  if (open.length !== left.size) return found;
  return [...found, ...[...left].map((from, index): [number, number] => [open[index]!, from])];
}

/** How much two objects have in common; a name says more than a yes or no does. */
function likeness(a: Json, b: Json, isSamePlace: boolean): number {
  if (!isObject(a) || !isObject(b)) return 0;
  const common = Object.keys(a).filter((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
  const weight = common.reduce((sum, key) => sum + (typeof a[key] === 'boolean' || a[key] === null ? 1 : 3), 0);
  return weight === 0 ? 0 : weight + (isSamePlace ? 0.5 : 0);
}
