import i18next from 'i18next';
import { pickLocale } from './pick-language.ts';

/** The locale for dates and numbers in the language that is spoken now. Where there is no window, as in unit tests, it is English. */
export function uiLocale(): string {
  return pickLocale(i18next.resolvedLanguage ?? 'en', typeof window === 'undefined' ? [] : window.navigator.languages);
}
