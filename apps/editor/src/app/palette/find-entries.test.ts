import { describe, expect, it } from 'vitest';
import { findEntries } from './find-entries.ts';
import type { PaletteEntry } from './palette-entry.ts';
import { recentEntries, rememberEntry } from './recent-entries.ts';

const entry = (id: string, title: string, group: string, more: Partial<PaletteEntry> = {}): PaletteEntry => ({
  id,
  title,
  group,
  detail: '',
  words: '',
  icon: undefined,
  shortcut: undefined,
  isDisabled: false,
  run: () => {},
  ...more,
});
const entries = [
  entry('a-undo', 'Undo', 'Edit', { isDisabled: true, detail: 'There is nothing to undo' }),
  entry('a-tidy', 'Tidy up', 'Arrange'),
  ...Array.from({ length: 5000 }, (_, n) => entry(`node-n${n}`, `Node ${n}`, 'Nodes', { words: `n${n} core.set@1` })),
  entry('p-home', 'Home', 'Pages'),
];
const find = (query: string, recent: string[] = []) =>
  findEntries(entries, { query, recent, recentTitle: 'Lately', whole: new Set(['Edit', 'Arrange', 'Pages']) });
const ids = (query: string) => find(query).flatMap((section) => section.entries.map(({ id }) => id));

describe('what the palette shows', () => {
  it('begins with what was used last, then all that can be done, and some of the rest', () => {
    const sections = find('', ['p-home', 'node-n17', 'gone']);
    expect(sections.map(({ title }) => title)).toEqual(['Lately', 'Edit', 'Arrange', 'Nodes']);
    expect(sections[0]?.entries.map(({ id }) => id)).toEqual(['p-home', 'node-n17']);
    expect(sections.at(-1)?.entries).toHaveLength(8);
  });

  it('finds by title and by other words, with what cannot be done at the end', () => {
    expect(ids('tidy')).toEqual(['a-tidy']);
    expect(ids('n4711')[0]).toBe('node-n4711');
    expect(ids('u').at(-1)).toBe('a-undo');
    expect(ids('nothing to undo')).toEqual([]);
  });

  it('shows few of 5,000 nodes that fit', () => {
    for (const query of ['n', 'no', 'nod', 'node', 'node 4', 'node 42']) expect(ids(query).length).toBeLessThanOrEqual(60);
  });

  it('remembers a few, newest first, and passes over what others have stored', () => {
    const stored = new Map<string, string>();
    const storage = {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
    };
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'b']) rememberEntry(id, storage);
    expect(recentEntries(storage)).toEqual(['b', 'g', 'f', 'e', 'd', 'c']);
    stored.set('sluice.recent-palette', '{"a":1}');
    expect(recentEntries(storage)).toEqual([]);
    expect(recentEntries({ getItem: () => '{' })).toEqual([]);
  });
});
