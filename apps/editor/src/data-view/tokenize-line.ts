export interface Token {
  readonly kind: 'key' | 'string' | 'number' | 'literal' | 'plain';
  readonly text: string;
  /** Where in the line it begins. */
  readonly at: number;
}

const pattern = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;

/** The parts of one line of indented JSON, for colouring. Everything between two tokens is plain. */
export function tokenizeLine(line: string): Token[] {
  const tokens: Token[] = [];
  let done = 0;
  const push = (kind: Token['kind'], text: string) => {
    if (text !== '') tokens.push({ kind, text, at: done });
    done += text.length;
  };
  for (const match of line.matchAll(pattern)) {
    push('plain', line.slice(done, match.index));
    const [whole, string, colon, number] = match;
    if (string !== undefined && colon !== undefined) {
      push('key', string);
      push('plain', colon);
    } else {
      push(string !== undefined ? 'string' : number !== undefined ? 'number' : 'literal', whole);
    }
  }
  push('plain', line.slice(done));
  return tokens;
}
