import { SluiceError } from './errors/sluice-error.ts';

/**
 * Says what is wrong with a text that `parseStrictJson` refuses: the first fault, with line and column or the JSON pointer.
 * Undefined when nothing is. Slow and exact; it owns no value, only positions.
 */
export function diagnoseJson(text: string, maxDepth: number): SluiceError | undefined {
  try {
    const reader = new JsonReader(text, maxDepth);
    reader.readWhole();
    return undefined;
  } catch (error) {
    if (error instanceof SluiceError) return error;
    throw error;
  }
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const WORD = /true|false|null/y;

class JsonReader {
  private readonly text: string;
  private readonly maxDepth: number;
  private readonly path: (string | number)[] = [];
  private index = 0;

  constructor(text: string, maxDepth: number) {
    this.text = text;
    this.maxDepth = maxDepth;
  }

  readWhole(): void {
    this.readValue();
    if (this.peek() !== '') throw this.malformed('expected the end of the text');
  }

  private readValue(): void {
    const next = this.peek();
    if (next === '{') this.readObject();
    else if (next === '[') this.readArray();
    else if (next === '"') this.readText();
    else if (this.take(WORD) === undefined) this.readNumber(next);
  }

  private readNumber(next: string): void {
    const number = this.take(NUMBER);
    if (number === undefined) throw this.malformed(next === '' ? 'the text ends where a value should be' : 'expected a value');
    if (!Number.isFinite(Number(number))) {
      throw new SluiceError('json_malformed', `The number at "${this.pointer()}" is larger than a double can hold.`, {
        place: { pointer: this.pointer() },
      });
    }
  }

  private readObject(): void {
    this.open();
    const names = new Set<string>();
    let isEnd = this.peek() === '}';
    while (!isEnd) {
      if (this.peek() !== '"') throw this.malformed('expected a key in double quotes');
      const name = this.readText();
      this.path.push(name);
      if (names.has(name)) throw this.duplicate(name);
      names.add(name);
      this.expect(':', 'expected : after the key');
      this.readValue();
      this.path.pop();
      isEnd = this.peek() === '}';
      if (!isEnd) this.expect(',', 'expected , or } after the value');
    }
    this.close();
  }

  private readArray(): void {
    this.open();
    let isEnd = this.peek() === ']';
    for (let element = 0; !isEnd; element += 1) {
      this.path.push(element);
      this.readValue();
      this.path.pop();
      isEnd = this.peek() === ']';
      if (!isEnd) this.expect(',', 'expected , or ] after the value');
    }
    this.close();
  }

  private readText(): string {
    const start = this.index;
    this.index += 1;
    for (;;) {
      const unit = this.text.charCodeAt(this.index);
      if (Number.isNaN(unit)) throw this.malformed('the text ends inside a string');
      if (unit < 32) throw this.malformed('a control character must be escaped in a string');
      if (unit === 92) {
        if (this.take(ESCAPE) === undefined) throw this.malformed('this escape does not exist');
      } else {
        this.index += 1;
        if (unit === 34) return JSON.parse(this.text.slice(start, this.index)) as string; // a JSON string by what was just read
      }
    }
  }

  /** The next character that is no white space, or '' at the end. */
  private peek(): string {
    while (' \t\n\r'.includes(this.text.charAt(this.index)) && this.index < this.text.length) this.index += 1;
    return this.text.charAt(this.index);
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.index;
    const match = pattern.exec(this.text)?.[0];
    if (match !== undefined) this.index += match.length;
    return match;
  }

  private expect(character: string, message: string): void {
    if (this.peek() !== character) throw this.malformed(message);
    this.index += 1;
  }

  private depth = 0;

  private open(): void {
    this.depth += 1;
    if (this.depth > this.maxDepth)
      throw new SluiceError('json_too_deep', `The JSON is nested more than ${this.maxDepth} levels deep.`);
    this.index += 1;
  }

  private close(): void {
    this.depth -= 1;
    this.index += 1;
  }

  private pointer(): string {
    return this.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  }

  private duplicate(name: string): SluiceError {
    const pointer = this.pointer();
    return new SluiceError('json_duplicate_key', `The key ${JSON.stringify(name)} is there twice, at "${pointer}".`, {
      place: { pointer },
    });
  }

  private malformed(message: string): SluiceError {
    const before = this.text.slice(0, this.index);
    const line = before.split('\n').length;
    const column = this.index - before.lastIndexOf('\n');
    return new SluiceError('json_malformed', `Line ${line}, column ${column}: ${message}.`, {
      place: { pointer: this.pointer() },
    });
  }
}
