import { type Language, type LanguageChoice, languages } from './languages.ts';

/** The language to speak: the chosen one, else the first that the browser prefers (`navigator.languages`) and that is there, else English. */
export function pickLanguage(choice: LanguageChoice, preferred: readonly string[]): Language {
  if (choice !== 'auto') return choice;
  return preferred.map(baseOf).find((base): base is Language => Object.hasOwn(languages, base)) ?? 'en';
}

/**
 * The locale for dates and numbers: the browser's own variant of the language where it has one (`en-GB` writes dates in another way
 * than `en-US`), else the language itself.
 */
export function pickLocale(language: string, preferred: readonly string[]): string {
  return preferred.find((locale) => baseOf(locale) === language) ?? language;
}

const baseOf = (locale: string): string => locale.toLowerCase().split('-')[0] ?? '';
