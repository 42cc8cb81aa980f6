import { codeNames, templateNames } from '@sluice/kernel/guest';
import { previewJson } from '../../format/preview-json.ts';
import type { ExpressionData } from '../expression-data.ts';
import { expressionAt } from '../expression-ranges.ts';
import { accessSource } from '../to-expression.ts';
import { readChain } from './read-chain.ts';
import { isMethod, walk } from './walk.ts';

export interface Candidate {
  readonly label: string;
  /** What is written; the label when it is absent. */
  readonly apply?: string;
  /** How many characters before `from` it takes the place of, too: a key that is no identifier replaces its dot. */
  readonly before?: number;
  readonly kind: 'variable' | 'property' | 'method' | 'node';
  /** What it is for the current item, shortened. */
  readonly detail?: string;
}

export interface Completions {
  /** Where that begins which is replaced, in the text. */
  readonly from: number;
  readonly candidates: readonly Candidate[];
  /** For as long as what is written from there on looks like this, the candidates stay the same. */
  readonly validFor: RegExp;
}

const WORD = /^[\w$]*$/;

const ITEMS_LOOKED_AT = 20;
const MOST_INDEXES = 20;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/**
 * What can be written at an offset: the names of the language, fields of the items that came in, nodes upstream and their fields, methods
 * of texts, lists and dates.
 *
 * @param text a template without its `=`, or code
 */
export function completionsAt(
  kind: 'template' | 'code',
  text: string,
  at: number,
  data: ExpressionData,
  item: number,
): Completions | undefined {
  const range = kind === 'code' ? { from: 0 } : expressionAt(text, at);
  const names = kind === 'code' ? codeNames : templateNames;
  if (range === undefined) return wrapped(text, at);
  const chain = readChain(text.slice(range.from, at));
  if (chain === undefined) return undefined;
  const from = range.from + chain.from;
  switch (chain.kind) {
    case 'name':
      return {
        from,
        validFor: WORD,
        candidates: names.map((name) => ({ label: name, apply: nameSource(name), kind: 'variable' })),
      };
    case 'node':
      return {
        from,
        validFor: WORD,
        candidates: data.upstream.map((id) => ({ label: id, apply: closed(id, chain.quote, text, at), kind: 'node' })),
      };
    case 'member': {
      const all = chain.root === '$json' && chain.steps.length === 0 ? data : undefined;
      const before = chain.from - chain.dot;
      const members = membersOf(walk(chain.root, chain.steps, data, item), all);
      return {
        from,
        validFor: WORD,
        candidates: members.map((member) => (member.apply === undefined ? member : { ...member, before })),
      };
    }
    case 'bracket': {
      const { root, steps, quote } = chain;
      const all = root === '$json' && steps.length === 0 ? data : undefined;
      return {
        from,
        validFor: /^[^'"\\\]]*$/,
        candidates: inBrackets(walk(root, steps, data, item), all, quote, text.slice(at)),
      };
    }
  }
}

/** Outside of braces a name of the language brings its braces along. */
function wrapped(text: string, at: number): Completions | undefined {
  const typed = /(?<![\w$])\$[A-Za-z]*$/.exec(text.slice(0, at))?.[0];
  if (typed === undefined) return undefined;
  const candidates = templateNames.map(
    (name): Candidate => ({ label: name, apply: `{{ ${nameSource(name)} }}`, kind: 'variable' }),
  );
  return { from: at - typed.length, validFor: WORD, candidates };
}

function nameSource(name: string): string {
  return name === '$node' ? "$node('" : name;
}

function closed(id: string, quote: string, text: string, at: number): string {
  return text.startsWith(quote, at) ? id : `${id}${quote})`;
}

/** Members as they are written in brackets; what stands behind the cursor already is not written again. */
function inBrackets(value: unknown, all: ExpressionData | undefined, quote: string, after: string): Candidate[] {
  const end = after.startsWith(`${quote}]`) ? '' : after.startsWith(']') ? quote : `${quote}]`;
  if (Array.isArray(value)) {
    if (quote !== '') return [];
    return value
      .slice(0, MOST_INDEXES)
      .map((member, index) => ({ ...memberCandidate(String(index), member), apply: `${index}${end}` }));
  }
  return membersOf(value, all)
    .filter(({ kind }) => kind === 'property')
    .map((member) => ({ ...member, apply: `${quoted(member.label, quote)}${end}` }));
}

/** A key as a text, whose quotes are there already if it has a `quote`. */
function quoted(key: string, quote: string): string {
  const text = JSON.stringify(key);
  if (quote === '') return text;
  return quote === '"' ? text.slice(1, -1) : text.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
}

function membersOf(value: unknown, all: ExpressionData | undefined): Candidate[] {
  if (Array.isArray(value)) return [...value.slice(0, 1).map(() => indexCandidate(value)), ...methodsOf(Array.prototype)];
  if (typeof value === 'string') return methodsOf(String.prototype);
  if (typeof value === 'number') return methodsOf(Number.prototype);
  if (value instanceof Date) return methodsOf(Date.prototype);
  const objects = [value, ...(all?.items.slice(0, ITEMS_LOOKED_AT).map(({ json }) => json) ?? [])].filter(isRecord);
  const keys = new Map(objects.toReversed().flatMap((object) => Object.entries(object)));
  return [...keys]
    .map(([key, member]) => memberCandidate(key, member))
    .sort((a, b) => Number(a.kind === 'method') - Number(b.kind === 'method'));
}

function memberCandidate(key: string, value: unknown): Candidate {
  if (isMethod(value)) return { label: key, kind: 'method' };
  const detail =
    value instanceof Date || value === undefined ? '' : previewJson(value as Parameters<typeof previewJson>[0]).slice(0, 40);
  const odd = IDENTIFIER.test(key) ? {} : { apply: accessSource([key]) };
  return { label: key, ...odd, kind: 'property', detail };
}

function indexCandidate(list: readonly unknown[]): Candidate {
  return { ...memberCandidate('0', list[0]), label: '[0]', apply: '[0]' };
}

const methodLists = new Map<object, Candidate[]>();

function methodsOf(prototype: object): Candidate[] {
  const known = methodLists.get(prototype);
  if (known !== undefined) return known;
  const names = Object.getOwnPropertyNames(prototype).filter(
    (name) => name !== 'constructor' && IDENTIFIER.test(name) && !name.startsWith('_'),
  );
  const made = names.map((label): Candidate => ({ label, kind: label === 'length' ? 'property' : 'method' }));
  methodLists.set(prototype, made);
  return made;
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
