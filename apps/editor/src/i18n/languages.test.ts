import { describe, expect, it } from 'vitest';
import { de } from './de/index.ts';
import { en } from './en/index.ts';
import type { Language } from './languages.ts';

const translations: Readonly<Record<Exclude<Language, 'en'>, Readonly<Record<string, string>>>> = { de };
const english: Readonly<Record<string, string>> = en;

/** What is put into a text, as `count` in `{{count, number}}`. */
const placeholdersOf = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{([^},]+)[^}]*\}\}/g)].map(([, name = '']) => name.trim()).sort();

// The failure of one of these lists what is to be done: the keys that a language lacks, or has too many.
describe.each(Object.entries(translations))('the texts in %s', (_language, texts) => {
  it('say everything that English says', () => {
    expect(Object.keys(english).filter((key) => !Object.hasOwn(texts, key))).toEqual([]);
  });

  it('say nothing that English does not', () => {
    expect(Object.keys(texts).filter((key) => !Object.hasOwn(english, key))).toEqual([]);
  });

  it('put the same into each text', () => {
    const others = Object.keys(texts).filter(
      (key) => placeholdersOf(texts[key] ?? '').join() !== placeholdersOf(english[key] ?? '').join(),
    );
    expect(others).toEqual([]);
  });

  it('leave no text empty', () => {
    expect(Object.keys(texts).filter((key) => texts[key]?.trim() === '')).toEqual([]);
  });
});
