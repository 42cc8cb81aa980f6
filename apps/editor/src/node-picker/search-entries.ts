export interface Searchable {
  readonly title: string;
  readonly summary: string;
  /** Further words that it is found by. */
  readonly words: string;
}

/** The entries that all words of a query are found in, best first: in the title before elsewhere, at its beginning before inside. */
export function searchEntries<T extends Searchable>(entries: readonly T[], query: string): readonly T[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return entries;
  const scored = entries.flatMap((entry) => {
    const scores = words.map((word) => scoreOf(entry, word));
    return scores.includes(0) ? [] : [{ entry, score: scores.reduce((sum, score) => sum + score, 0) }];
  });
  return scored.sort((a, b) => b.score - a.score).map(({ entry }) => entry);
}

function scoreOf({ title, summary, words }: Searchable, word: string): number {
  const lower = title.toLowerCase();
  if (lower === word) return 12;
  if (lower.startsWith(word)) return 10;
  if (lower.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word))) return 8;
  if (
    words
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .some((part) => part.startsWith(word))
  )
    return 6;
  if (lower.includes(word)) return 5;
  if (words.toLowerCase().includes(word)) return 4;
  if (summary.toLowerCase().includes(word)) return 2;
  return isSubsequence(word, lower) && word.length > 2 ? 1 : 0;
}

/** “htrq” finds “HTTP request”. */
function isSubsequence(word: string, text: string): boolean {
  let at = 0;
  for (const letter of text) if (letter === word[at]) at += 1;
  return at === word.length;
}
