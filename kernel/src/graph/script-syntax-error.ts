/** JavaScript that does not parse, with its place: line and column count from 1. */
export class ScriptSyntaxError extends Error {
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.name = 'ScriptSyntaxError';
    this.line = line;
    this.column = column;
  }

  /** Of acorn's error, whose `pos` is turned into a place in `text` after adding `offset`. */
  static from(error: unknown, text: string, offset = 0): ScriptSyntaxError {
    if (error instanceof ScriptSyntaxError) return error;
    if (!(error instanceof SyntaxError) || !('pos' in error) || typeof error.pos !== 'number') throw error;
    // acorn ends its messages with its own "(line:column)".
    return syntaxErrorAt(text, error.pos + offset, error.message.replace(/ \(\d+:\d+\)$/, ''));
  }
}

export function syntaxErrorAt(text: string, position: number, message: string): ScriptSyntaxError {
  const before = text.slice(0, Math.max(0, Math.min(position, text.length)));
  const lineStart = before.lastIndexOf('\n') + 1;
  return new ScriptSyntaxError(message, before.split('\n').length, before.length - lineStart + 1);
}
