/**
 * The commands of a text with their words, as a shell splits them: quotes, `$'…'`, backslashes and line continuations of POSIX shells (and the
 * backtick of PowerShell); for texts of Windows' command prompt its carets. Variables stay as they are written.
 */
export function splitCommands(text: string): readonly (readonly string[])[] {
  const isPrompt = /\^(\r?\n|"|\s*$)/.test(text);
  return (isPrompt ? splitPrompt(text) : splitShell(text)).filter((words) => words.length > 0);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', e: '\x1b', f: '\f', v: '\v' };

function splitShell(text: string): string[][] {
  const commands: string[][] = [[]];
  let word: string | undefined;
  const add = (part: string) => {
    word = (word ?? '') + part;
  };
  const endWord = () => {
    if (word !== undefined) commands.at(-1)?.push(word);
    word = undefined;
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    const continued = sign === '\\' || sign === '`' ? /^\r?\n/.exec(text.slice(at + 1, at + 3)) : null;
    if (continued !== null) {
      at += continued[0].length;
    } else if (sign === '\\') {
      at += 1;
      add(text[at] ?? '');
    } else if (sign === "'") {
      const end = endOf(text, "'", at + 1);
      add(text.slice(at + 1, end));
      at = end;
    } else if (sign === '$' && text[at + 1] === "'") {
      const quoted = readAnsi(text, at + 2);
      add(quoted.value);
      at = quoted.end;
    } else if (sign === '"') {
      const quoted = readDouble(text, at + 1);
      add(quoted.value);
      at = quoted.end;
    } else if (/[\n;|&]/.test(sign)) {
      endWord();
      commands.push([]);
    } else if (sign === '#' && word === undefined) {
      at = endOf(text, '\n', at) - 1;
    } else if (/\s/.test(sign)) {
      endWord();
    } else {
      add(sign);
    }
  }
  endWord();
  return commands;
}

function endOf(text: string, sign: string, from: number): number {
  const end = text.indexOf(sign, from);
  return end < 0 ? text.length : end;
}

/** Between double quotes a backslash only counts before what it could hide. */
function readDouble(text: string, from: number): { value: string; end: number } {
  let value = '';
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '"') return { value, end: at };
    const escaped = text[at] === '\\' ? /^([$`"\\]|\r?\n)/.exec(text.slice(at + 1, at + 3))?.[0] : undefined;
    if (escaped === undefined) value += text[at];
    else {
      if (!escaped.endsWith('\n')) value += escaped;
      at += escaped.length;
    }
  }
  return { value, end: text.length };
}

/** `$'…'`, where `\n`, `\u00e9` and the like stand for what they name. */
function readAnsi(text: string, from: number): { value: string; end: number } {
  let value = '';
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "'") return { value, end: at };
    if (text[at] !== '\\') {
      value += text[at];
      continue;
    }
    const number = /^(?:x([0-9a-f]{1,2})|u([0-9a-f]{1,4})|U([0-9a-f]{1,6})|([0-7]{1,3}))/i.exec(text.slice(at + 1, at + 9));
    if (number !== null) {
      const [all, ...parts] = number;
      const octal = parts[3];
      const code =
        octal === undefined ? Number.parseInt(parts.find((part) => part !== undefined) ?? '', 16) : Number.parseInt(octal, 8);
      value += code <= 0x10ffff ? String.fromCodePoint(code) : all;
      at += all.length;
    } else {
      at += 1;
      value += ESCAPES[text[at] ?? ''] ?? text[at] ?? '';
    }
  }
  return { value, end: text.length };
}

/** A caret hides the next sign from the prompt, then the program splits what is left by its own double quotes. */
function splitPrompt(text: string): string[][] {
  const commands = [''];
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    if (sign === '^' && !isQuoted) {
      const broken = /^\r?\n/.exec(text.slice(at + 1, at + 3))?.[0];
      // The sign after a continuation is hidden too: a line feed there is a line feed.
      at += broken === undefined ? 1 : broken.length;
      if (broken === undefined) commands.push(`${commands.pop() ?? ''}${text[at] ?? ''}`);
      else {
        const again = /^\r?\n/.exec(text.slice(at + 1, at + 3))?.[0];
        if (again !== undefined) {
          commands.push(`${commands.pop() ?? ''}\n`);
          at += again.length;
        }
      }
    } else if (!isQuoted && /[\n&|]/.test(sign)) {
      commands.push('');
    } else {
      if (sign === '"') isQuoted = !isQuoted;
      commands.push(`${commands.pop() ?? ''}${sign}`);
    }
  }
  return commands.map(splitArguments);
}

/** As the C runtime of Windows does: `\"` and, between quotes, `""` are a quote; single quotes mean nothing. */
function splitArguments(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const sign = line[at]!;
    if (sign === '\\' && /^\\*"/.test(line.slice(at))) {
      const count = /^\\+/.exec(line.slice(at))?.[0].length ?? 0;
      word = (word ?? '') + '\\'.repeat(Math.floor(count / 2));
      at += count - 1;
      if (count % 2 === 1) {
        word += '"';
        at += 1;
      }
    } else if (sign === '"') {
      if (isQuoted && line[at + 1] === '"') {
        word = `${word ?? ''}"`;
        at += 1;
      } else {
        isQuoted = !isQuoted;
        word ??= '';
      }
    } else if (!isQuoted && /\s/.test(sign)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + sign;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}
