import { searchEntries } from '../../node-picker/search-entries.ts';
import type { PaletteEntry } from './palette-entry.ts';

export interface PaletteSection {
  readonly title: string;
  readonly entries: readonly PaletteEntry[];
}

/** As many as are worth looking through; whoever wants others writes another letter. */
const MOST = 60;
/** Of each kind while nothing is searched for. */
const MOST_EACH = 8;

interface FindOptions {
  readonly query: string;
  /** Ids of what was used last, newest first. */
  readonly recent: readonly string[];
  readonly recentTitle: string;
  /** Groups of which all is shown while nothing is searched for: what can be done, and pages. */
  readonly whole: ReadonlySet<string>;
}

/** What the palette shows: what was used last and then everything by its kind, or what a query finds, the group with the best find first. */
export function findEntries(entries: readonly PaletteEntry[], options: FindOptions): readonly PaletteSection[] {
  const { query, recent, recentTitle, whole } = options;
  if (query.trim() !== '') {
    const found = searchEntries(searchable(entries), query);
    // What cannot be done now is still found, after what can.
    const sorted = [...found.filter(({ isDisabled }) => !isDisabled), ...found.filter(({ isDisabled }) => isDisabled)];
    return sections(sorted.slice(0, MOST));
  }
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  const lately = recent.flatMap((id) => known.get(id) ?? []);
  const rest = sections(entries.filter((entry) => !lately.includes(entry))).map(({ title, entries: all }) => ({
    title,
    entries: whole.has(title) ? all : all.slice(0, MOST_EACH),
  }));
  return lately.length === 0 ? rest : [{ title: recentTitle, entries: lately }, ...rest];
}

type Searched = PaletteEntry & { readonly summary: string };
const searched = new WeakMap<readonly PaletteEntry[], readonly Searched[]>();

/** The entries with what they are found by besides; the same objects for the same list. Why something cannot be done is nothing to find it by. */
function searchable(entries: readonly PaletteEntry[]): readonly Searched[] {
  const known = searched.get(entries);
  if (known !== undefined) return known;
  const made = entries.map((entry) => ({ ...entry, summary: entry.isDisabled ? '' : entry.detail }));
  searched.set(entries, made);
  return made;
}

function sections(entries: readonly PaletteEntry[]): PaletteSection[] {
  return [...Map.groupBy(entries, ({ group }) => group)].map(([title, list]) => ({ title, entries: list }));
}
