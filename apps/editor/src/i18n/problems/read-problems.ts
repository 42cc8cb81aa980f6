import { type IssueTextName, issueTexts } from '@sluice/kernel';
import { codes, type ErrorCode } from '@sluice/protocol';
import type { SayProblem } from '../say-problem.ts';
import type { ProblemTexts } from './problem-texts.ts';

/** An English sentence with places in it, and how it is said. */
interface Pattern {
  readonly start: string;
  readonly end: string;
  readonly expression: RegExp;
  readonly said: string;
  /** How many letters it brings itself. */
  readonly own: number;
}

/** Places whose content is said in the language as well. */
const SENTENCES: ReadonlySet<string> = new Set(['reason', 'what', 'received']);
const PLACE = /\{(\w+)\}/;
/** Whoever looks at a list of problems asks for the same sentences over and over. */
const MOST_REMEMBERED = 2000;

/**
 * Finds what English sentences about problems say, and says it in another language: the sentence that it was made of is known by its words, and what
 * was put in is read off it. So nothing has to travel beside the sentences: problems of the API, errors in journals from years ago and what the kernel
 * finds in the browser are all read alike.
 */
export function readProblems(texts: ProblemTexts): SayProblem {
  const { whole, patterns } = sortTexts(texts);
  const remembered = new Map<string, string | undefined>();

  function say(english: string): string | undefined {
    if (remembered.has(english)) return remembered.get(english);
    const said = whole.get(english) ?? sayByPattern(english);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(english, said);
    return said;
  }

  function sayByPattern(english: string): string | undefined {
    for (const { start, end, expression, said } of patterns) {
      if (!english.startsWith(start) || !english.endsWith(end)) continue;
      const values = expression.exec(english)?.groups;
      if (values === undefined) continue;
      return said.replace(/\{(\w+)\}/g, (_, name: string) => sayValue(name, values[name] ?? ''));
    }
    return undefined;
  }

  function sayValue(name: string, value: string): string {
    if (SENTENCES.has(name)) return say(value) ?? value;
    if (name === 'title') return texts.titles[value] ?? value;
    if (name !== 'names') return value;
    const [open, close] = texts.quotes;
    return value === 'none' ? texts.noNames : value.replace(/"([^"]*)"/g, (_, each: string) => `${open}${each}${close}`);
  }

  return say;
}

function sortTexts(texts: ProblemTexts): { whole: ReadonlyMap<string, string>; patterns: readonly Pattern[] } {
  const whole = new Map<string, string>();
  const patterns: Pattern[] = [];
  const add = (english: string, said: string): void => {
    if (PLACE.test(english)) patterns.push(patternOf(english, said));
    else whole.set(english, said);
  };
  for (const [english, said] of Object.entries(texts.sentences)) add(english, said);
  for (const [name, said] of Object.entries(texts.issues)) add(issueTexts[name as IssueTextName], said);
  for (const [code, [title, hint]] of Object.entries(texts.codes)) {
    whole.set(codes[code as ErrorCode].title, title);
    whole.set(codes[code as ErrorCode].hint, hint);
  }
  // The one that says more itself goes before those in whose places the same would fit.
  return { whole, patterns: patterns.sort((a, b) => b.own - a.own) };
}

/** A place that is there twice takes the same both times. */
function patternOf(english: string, said: string): Pattern {
  const parts = english.split(PLACE);
  const seen = new Set<string>();
  const source = parts.map((part, index) => {
    if (index % 2 === 0) return part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    if (seen.has(part)) return `\\k<${part}>`;
    seen.add(part);
    return `(?<${part}>[^]*?)`;
  });
  const own = parts.filter((_, index) => index % 2 === 0).join('').length;
  return { start: parts[0] ?? '', end: parts.at(-1) ?? '', expression: new RegExp(`^${source.join('')}$`), said, own };
}
