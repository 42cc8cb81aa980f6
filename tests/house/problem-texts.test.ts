import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { issueTexts } from '@sluice/kernel';
import { codes } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { problems as de } from '../../apps/editor/src/i18n/de/problems/index.ts';
import type { Language } from '../../apps/editor/src/i18n/languages.ts';
import type { ProblemTexts } from '../../apps/editor/src/i18n/problems/problem-texts.ts';
import { readProblems } from '../../apps/editor/src/i18n/problems/read-problems.ts';
import { saidProblems } from '../support/said-problems.ts';

const root = resolve(import.meta.dirname, '../..');
const languages: Readonly<Record<Exclude<Language, 'en'>, ProblemTexts>> = { de };

/** Where sentences about problems are written that can come to a browser. */
const sources = [
  '{protocol,kernel,core-engine,gateway}/src/**/*.ts',
  'modules/{core,kit}/src/{*.ts,lib/*.ts,nodes/*.ts}',
  'apps/editor/src/{api,draft,queries,pages}/**/*.ts',
];

/** What is said in a terminal when something starts, between the processes, and of bugs of ours that only a log names. */
const unseen = [
  'core-engine/src/{engine-key,main,settings}.ts',
  'core-engine/src/api/{gateway-session,hook-channel}/',
  'core-engine/src/gate/egress/egress-allow.ts',
  'core-engine/src/modules/',
  'core-engine/src/storage/{sqlite/{home-lock,migrate,execution-writer,sqlite-execution-store},suites}',
  'gateway/src/{gateway,settings}.ts',
  'gateway/src/engine-client/{engine-channel,hook-calls,open-channel}.ts',
  'gateway/src/storage/sqlite/open-sqlite-store.ts',
  'protocol/src/channel/',
  'protocol/src/signing/session/',
  'protocol/src/openapi/',
];
const isUnseen = (file: string): boolean =>
  unseen.some((pattern) => expandBraces(pattern).some((place) => file.startsWith(place)));

/** `{a,b}/c` as `a/c`, `b/c`; innermost braces first. */
function expandBraces(pattern: string): readonly string[] {
  const [all, list] = /\{([^{}]*)\}/.exec(pattern) ?? [];
  return all === undefined || list === undefined
    ? [pattern]
    : list.split(',').flatMap((each) => expandBraces(pattern.replace(all, each)));
}

const placesIn = (text: string): readonly string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
const uniquePlaces = (text: string): string => [...new Set(placesIn(text))].sort().join(', ');
const said = saidProblems(root, sources).filter(({ file }) => !isUnseen(file));

describe('the sentences about problems in the sources', () => {
  it('are found where they are', () => {
    expect(said.length).toBeGreaterThan(300);
    const written = said.map(({ sentence }) => sentence);
    expect(written).toContain('There is no workflow {}.');
    expect(written).toContain('Ask for less, or raise maxBytes.');
    expect(written).toContain('Parameter {} must be {}; its template gave {}.');
  });
});

// The failure of one of these lists what is to be said, in `apps/editor/src/i18n/<language>/problems`.
describe.each(Object.entries(languages))('problems in %s', (_language, texts) => {
  const say = readProblems(texts);

  it('have a title and a hint for every code', () => {
    const lacking = Object.keys(codes).filter((code) => {
      const [title = '', hint = ''] = texts.codes[code as keyof typeof codes] ?? [];
      return title.trim() === '' || hint.trim() === '';
    });
    expect(lacking).toEqual([]);
    expect(Object.keys(texts.codes).filter((code) => !Object.hasOwn(codes, code))).toEqual([]);
    for (const { title, hint } of Object.values(codes)) expect([say(title), say(hint)]).not.toContain(undefined);
  });

  it('have every sentence of the kernel, with the same put in', () => {
    const differing = Object.entries(issueTexts).filter(
      ([name, english]) => uniquePlaces(english) !== uniquePlaces(texts.issues[name as keyof typeof issueTexts] ?? '{lacking}'),
    );
    expect(differing).toEqual([]);
    expect(Object.keys(texts.issues).filter((name) => !Object.hasOwn(issueTexts, name))).toEqual([]);
  });

  it('put in what English does', () => {
    const differing = Object.entries(texts.sentences).filter(([english, other]) => uniquePlaces(english) !== uniquePlaces(other));
    expect(differing).toEqual([]);
  });

  it('have every sentence that is written in the sources', () => {
    const lacking = said.filter(({ sentence }) => say(sentence.replaceAll('{}', '7')) === undefined && !isPartOfOne(sentence));
    expect(lacking.map(({ file, sentence }) => `${file}: ${sentence}`)).toEqual([]);
  });

  it('have none that nobody says', () => {
    const whole = new Set(said.map(({ sentence }) => sentence));
    const written = globSync([...sources, 'node_modules/acorn/dist/acorn.mjs'], { cwd: root })
      .map((file) => readFileSync(resolve(root, file), 'utf8').replaceAll("\\'", "'"))
      .join('\n');
    const isSaid = (english: string): boolean =>
      whole.has(english.replace(/\{\w+\}/g, '{}')) ||
      english.split(/\{\w+\}/).every((piece) => piece.split(/ (?=[a-z])/).every((words) => written.includes(words)));
    expect(Object.keys(texts.sentences).filter((english) => !fromElsewhere.test(english) && !isSaid(english))).toEqual([]);
  });

  /** What is put together of several pieces is said whole: `The key {} {}.` */
  function isPartOfOne(sentence: string): boolean {
    const pieces = sentence.replace(/ ?\{\}$/, '').split('{}');
    const whole = new RegExp(pieces.map((piece) => piece.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('[^]*'));
    return Object.keys(texts.sentences).some((english) => whole.test(english.replace(/\{\w+\}/g, 'a b')));
  }
});

/** QuickJS's sentences are in its compiled code, and zod puts its own together; `read-problems.test.ts` asks them. */
const fromElsewhere = /^((Type|Reference|Range|Eval)Error|Invalid|Too (small|big)|Unrecognized)\b/;
