import { useEffect, useState } from 'react';
import type { ItemSource } from './item-source.ts';
import { contains } from './matches.ts';

export interface Search {
  /** What is searched for, in lower case; empty: nothing. */
  readonly query: string;
  /** Indexes of items that have it, as far as they are known. */
  readonly matches: readonly number[];
  /** How many items were looked at. */
  readonly searched: number;
  readonly isOver: boolean;
  readonly error: unknown;
}

const MOST_MATCHES = 10_000;
const PAUSE_MS = 150;
const nothing: Search = { query: '', matches: [], searched: 0, isOver: true, error: undefined };

/** Searches all items of a source for a text, also those that were never in sight. What was found is told as it is found. */
export function useSearch(source: ItemSource, text: string): Search {
  const query = text.trim().toLowerCase();
  const [search, setSearch] = useState<Search>(nothing);
  useEffect(() => {
    if (query === '') {
      setSearch(nothing);
      return undefined;
    }
    const aborter = new AbortController();
    const run = async () => {
      const matches: number[] = [];
      let searched = 0;
      for await (const items of source.scan(aborter.signal)) {
        for (const { json } of items) {
          if (contains(json, query)) matches.push(searched);
          searched += 1;
        }
        if (aborter.signal.aborted) return;
        const isOver = searched >= source.total || matches.length >= MOST_MATCHES;
        setSearch({ query, matches: [...matches], searched, isOver, error: undefined });
        if (isOver) return;
      }
      if (!aborter.signal.aborted) setSearch({ query, matches, searched, isOver: true, error: undefined });
    };
    const timer = setTimeout(() => {
      setSearch({ ...nothing, query, isOver: false });
      run().catch((error: unknown) => {
        if (!aborter.signal.aborted) setSearch((before) => ({ ...before, isOver: true, error }));
      });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [source, query]);
  return search.query === query ? search : { ...nothing, query };
}
