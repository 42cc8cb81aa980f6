import { describe, expect, it } from 'vitest';
import { gatherPages } from './gather-pages.ts';

/** A list of so many, in pages of `size`. */
function listOf(count: number, size: number) {
  return async (cursor = '0') => {
    const from = Number(cursor);
    const items = Array.from({ length: Math.max(0, Math.min(size, count - from)) }, (_, at) => ({ id: `${from + at}` }));
    return { items, nextCursor: from + size < count ? `${from + size}` : null };
  };
}

describe('gatherPages', () => {
  it('has all of a list that is longer than any page, and says how far it is', async () => {
    const progress: number[] = [];
    const { signal } = new AbortController();
    const all = await gatherPages({ fetchPage: listOf(25_000, 200), signal, onProgress: (found) => progress.push(found) });
    expect(all).toHaveLength(25_000);
    expect(all.at(-1)).toEqual({ id: '24999' });
    expect(progress).toHaveLength(125);
    expect(progress.at(-1)).toBe(25_000);
  });

  it('goes on after a page with nothing in it, as a search that is not at its end gives', async () => {
    const pages = [
      { items: [], nextCursor: '1' },
      { items: [{ id: 'a' }], nextCursor: null },
    ];
    const fetchPage = async () => pages.shift() ?? { items: [], nextCursor: null };
    expect(await gatherPages({ fetchPage, signal: new AbortController().signal })).toEqual([{ id: 'a' }]);
  });

  it('has each once, though it moved to a later page meanwhile', async () => {
    const pages = [
      { items: [{ id: 'a' }, { id: 'b' }], nextCursor: '1' },
      { items: [{ id: 'b' }, { id: 'c' }], nextCursor: null },
    ];
    const fetchPage = async () => pages.shift() ?? { items: [], nextCursor: null };
    const all = await gatherPages({ fetchPage, signal: new AbortController().signal });
    expect(all.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('asks for no further page when it is stopped', async () => {
    const stopping = new AbortController();
    let asked = 0;
    const list = listOf(1000, 100);
    const fetchPage = (cursor?: string) => {
      if (++asked === 3) stopping.abort();
      return list(cursor);
    };
    await expect(gatherPages({ fetchPage, signal: stopping.signal })).rejects.toThrow(/abort/i);
    expect(asked).toBe(3);
  });
});
