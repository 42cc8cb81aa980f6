/** The languages that the editor speaks, each by its own name. English is part of the first load; the others are folders beside `en`. */
export const languages = { en: 'English', de: 'Deutsch' } as const;

export type Language = keyof typeof languages;

/** A language that was chosen, or `auto`: whatever the browser prefers. */
export type LanguageChoice = Language | 'auto';

export const languageChoices: readonly LanguageChoice[] = ['auto', ...(Object.keys(languages) as Language[])];
