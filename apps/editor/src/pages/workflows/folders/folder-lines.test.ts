import { describe, expect, it } from 'vitest';
import { folderLines, isOpen } from './folder-lines.ts';

const folders = { folders: [{ path: 'Sales/Europe', count: 2 }], tags: [{ tag: 'daily', count: 1 }], total: 5, archived: 0 };

describe('folderLines', () => {
  it('lists all workflows, the tree of folders, the tags, and the archive where there is one', () => {
    const keys = (given: typeof folders, filter = {}) => folderLines(given, filter).map(({ key }) => key);
    expect(keys(folders)).toEqual(['all', 'folder Sales', 'folder Sales/Europe', 'tag daily']);
    expect(keys({ ...folders, archived: 1 }).at(-1)).toBe('archive');
    expect(keys(folders, { archived: true }).at(-1)).toBe('archive');
  });

  it('knows which of them is open, whatever is searched in it', () => {
    const openIn = (filter: Parameters<typeof isOpen>[1]) =>
      folderLines({ ...folders, archived: 1 }, filter)
        .filter((line) => isOpen(line, filter))
        .map(({ key }) => key);
    expect(openIn({})).toEqual(['all']);
    expect(openIn({ search: 'x' })).toEqual(['all']);
    expect(openIn({ folder: 'Sales', search: 'x' })).toEqual(['folder Sales']);
    expect(openIn({ tag: 'daily' })).toEqual(['tag daily']);
    expect(openIn({ archived: true })).toEqual(['archive']);
  });
});
