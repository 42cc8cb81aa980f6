/** Where the expressions of a template are: offsets of what stands between `{{` and `}}`. `isOpen`: its `}}` is missing. */
export interface ExpressionRange {
  readonly from: number;
  readonly to: number;
  readonly isOpen: boolean;
}

/**
 * Finds the expressions of a template while it is being written, when no parser would take it. Braces and texts within an expression are
 * counted, so that `{{ { a: { b: 1 }} }}` is one.
 */
export function expressionRanges(text: string): readonly ExpressionRange[] {
  const ranges: ExpressionRange[] = [];
  for (let open = text.indexOf('{{'); open !== -1; ) {
    const from = open + 2;
    const to = endOf(text, from);
    ranges.push({ from, to: to ?? text.length, isOpen: to === undefined });
    if (to === undefined) break;
    open = text.indexOf('{{', to + 2);
  }
  return ranges;
}

/** The expression around an offset; undefined in the text between expressions. */
export function expressionAt(text: string, at: number): ExpressionRange | undefined {
  return expressionRanges(text).find(({ from, to }) => from <= at && at <= to);
}

function endOf(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === "'" || sign === '"' || sign === '`') at = endOfText(text, at, sign);
    else if (sign === '{') depth += 1;
    else if (sign === '}' && depth > 0) depth -= 1;
    else if (sign === '}' && text[at + 1] === '}') return at;
  }
  return undefined;
}

/** The offset of the closing quote; of the opening one when there is none, so that what follows is still looked at. */
function endOfText(text: string, open: number, quote: string): number {
  for (let at = open + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at;
  }
  return open;
}
