export interface Mark {
  readonly kind: 'plain' | 'bold' | 'italic' | 'code';
  readonly text: string;
  /** Where it begins in the text. */
  readonly at: number;
}

const MARKS = /\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|`([^`]+)`/g;

/** A line's parts by their emphasis: `**bold**`, `*italic*`, `` `code` ``. */
export function readMarks(line: string): readonly Mark[] {
  const marks: Mark[] = [];
  let end = 0;
  for (const match of line.matchAll(MARKS)) {
    const [all, bold, italic, code] = match;
    if (match.index > end) marks.push({ kind: 'plain', text: line.slice(end, match.index), at: end });
    if (bold !== undefined) marks.push({ kind: 'bold', text: bold, at: match.index });
    else if (italic !== undefined) marks.push({ kind: 'italic', text: italic, at: match.index });
    else marks.push({ kind: 'code', text: code ?? '', at: match.index });
    end = match.index + all.length;
  }
  if (end < line.length) marks.push({ kind: 'plain', text: line.slice(end), at: end });
  return marks;
}
