/** What is wrong with a piece of JavaScript: `offset` in UTF-16 units, `line` and `column` from 1. */
export interface SourceProblem {
  readonly message: string;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** A fault with its place, to be thrown while parsing; `problemFrom` makes it a problem. */
export function placeOf(offset: number, message: string): SyntaxError & { pos: number } {
  return Object.assign(new SyntaxError(message), { pos: offset });
}

/** The problem for what a parser threw. Anything but a syntax error is a bug and goes on. */
export function problemFrom(source: string, error: unknown): SourceProblem {
  if (!(error instanceof SyntaxError)) throw error;
  const offset = Math.min(positionOf(error), source.length);
  const before = source.slice(0, offset).split('\n');
  return {
    message: error.message.replace(/ \(\d+:\d+\)$/, ''),
    offset,
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
  };
}

function positionOf(error: SyntaxError): number {
  return 'pos' in error && typeof error.pos === 'number' ? error.pos : 0;
}
