import i18next from 'i18next';

/** Says an English sentence in another language; undefined when it is not known there. */
export type SayProblem = (english: string) => string | undefined;

/** By language; English needs none. */
export const speakers = new Map<string, SayProblem>();

/**
 * Says in the language of the page what kernel, engine or gateway say in English: the message, detail, title or hint of a problem. A sentence that is not
 * known is said in English, as all are until the texts have come (`problems/tell-problems.ts`); whatever uses `useTranslation` is then drawn anew.
 */
export function sayProblem(english: string): string {
  return speakers.get(i18next.resolvedLanguage ?? '')?.(english) ?? english;
}
