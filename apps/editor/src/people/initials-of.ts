/** `AL` for Ada Lovelace, of words that begin with a letter as far as there are some; of a key, which is no name, two of its characters. */
export function initialsOf(name: string): string {
  if (/^z6Mk/.test(name)) return name.slice(4, 6).toUpperCase();
  const words = name.split(/\s+/).filter((word) => word !== '');
  const spoken = words.filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const letters = (spoken.length > 0 ? spoken : words).filter((_, at, { length }) => at === 0 || at === length - 1);
  return letters
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}
