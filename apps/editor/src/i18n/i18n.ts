import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { first } from './en/first.ts';
import { type Language, type LanguageChoice, languageChoices } from './languages.ts';
import { pickLanguage } from './pick-language.ts';

/** The language is a taste, not a secret: local storage may hold it. */
const STORED_AS = 'sluice-language';

/** The texts of the languages that are not part of the first load; each sees to it that problems are told in it too. */
const loaders: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Record<string, string>>>> = {
  de: async () => (await import('./de/load.ts')).load(),
};

/** Speaks the language that was chosen here, or that the browser prefers; English when its texts cannot be had. */
export async function startI18n(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    keySeparator: false,
    nsSeparator: false,
    resources: { en: { translation: first } },
    react: { bindI18nStore: 'added' },
    interpolation: { escapeValue: false }, // React escapes
  });
  await speak(languageChoice()).catch(() => undefined);
}

let fetching: Promise<void> | undefined;

/** English for all pages and parts; resolves when it is there, and is asked for again after a failure. */
export function furtherTexts(): Promise<void> {
  fetching ??= import('./en/further.ts').then(
    ({ further }) => void i18next.addResourceBundle('en', 'translation', further, true, true),
    (error: unknown) => {
      fetching = undefined;
      throw error;
    },
  );
  return fetching;
}

/** What was chosen on this device. */
export function languageChoice(): LanguageChoice {
  const stored = window.localStorage.getItem(STORED_AS);
  return languageChoices.find((choice) => choice === stored) ?? 'auto';
}

/** What is spoken now. */
export function spokenLanguage(): Language {
  return pickLanguage('auto', [i18next.language]);
}

/** Speaks another language from now on, here and in further pages. Rejects, and nothing changes, when its texts cannot be fetched. */
export async function chooseLanguage(choice: LanguageChoice): Promise<void> {
  await speak(choice);
  window.localStorage.setItem(STORED_AS, choice);
}

async function speak(choice: LanguageChoice): Promise<void> {
  const language = pickLanguage(choice, window.navigator.languages);
  if (language !== 'en' && !i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await loaders[language]());
  }
  if (i18next.language !== language) await i18next.changeLanguage(language);
}
