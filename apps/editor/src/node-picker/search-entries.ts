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

interface Index {
  readonly title: string;
  readonly titleWords: readonly string[];
  readonly summary: string;
  readonly words: string;
  readonly furtherWords: readonly string[];
}

/** What is searched in, made once for each entry: a long list is searched with every letter that is typed. */
const indexes = new WeakMap<Searchable, Index>();

function indexOf(entry: Searchable): Index {
  const known = indexes.get(entry);
  if (known !== undefined) return known;
  const [title, summary, words] = [entry.title.toLowerCase(), entry.summary.toLowerCase(), entry.words.toLowerCase()];
  const index = { title, summary, words, titleWords: wordsIn(title), furtherWords: wordsIn(words) };
  indexes.set(entry, index);
  return index;
}

function wordsIn(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u);
}

function scoreOf(entry: Searchable, word: string): number {
  const { title, titleWords, summary, words, furtherWords } = indexOf(entry);
  if (title === word) return 12;
  if (title.startsWith(word)) return 10;
  if (titleWords.some((part) => part.startsWith(word))) return 8;
  if (furtherWords.some((part) => part.startsWith(word))) return 6;
  if (title.includes(word)) return 5;
  if (words.includes(word)) return 4;
  if (summary.includes(word)) return 2;
  return isSubsequence(word, title) && word.length > 2 ? 1 : 0;
}

/** “htrq” finds “HTTP request”. */
function isSubsequence(word: string, text: string): boolean {
  let at = 0;
  for (const letter of text) if (letter === word[at]) at += 1;
  return at === word.length;
}
