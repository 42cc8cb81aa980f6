import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { spokenLanguage } from '../../i18n/i18n.ts';
import type { Language } from '../../i18n/languages.ts';
import { fetchPart } from '../../parts/fetch-part.ts';
import type { ControlProps } from '../control-props.ts';

/** Five or six cron fields, and what they mean in words. */
export function CronControl({ id, spec, value, isReadOnly, isInvalid, describedBy, onChange }: ControlProps) {
  const { t } = useTranslation();
  const shown = value ?? spec.default;
  const text = typeof shown === 'string' ? shown : '';
  const meaning = useMeaning(text, spokenLanguage());
  return (
    <TextInput
      id={id}
      value={text}
      placeholder={spec.placeholder ?? '0 8 * * 1-5'}
      description={meaning.isBad ? undefined : meaning.words}
      inputWrapperOrder={['input', 'description', 'error']}
      error={meaning.isBad ? t('params.cronBad', { reason: meaning.words ?? '' }) : isInvalid}
      readOnly={isReadOnly}
      aria-describedby={describedBy}
      ff="monospace"
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
    />
  );
}

/** The words of a language other than English, which is part of the library itself. */
const words: Readonly<Record<Exclude<Language, 'en'>, () => Promise<unknown>>> = { de: () => import('cronstrue/locales/de.js') };

async function loadCronstrue(language: Language) {
  const [{ default: cronstrue }] = await fetchPart(() =>
    Promise.all([import('cronstrue'), language === 'en' ? undefined : words[language]()]),
  );
  return cronstrue;
}

function useMeaning(text: string, language: Language): { readonly words: string | undefined; readonly isBad: boolean } {
  const [meaning, setMeaning] = useState<{ readonly words: string | undefined; readonly isBad: boolean }>({
    words: undefined,
    isBad: false,
  });
  useEffect(() => {
    let isCurrent = true;
    if (text.trim() === '') return setMeaning({ words: undefined, isBad: false });
    void loadCronstrue(language).then((cronstrue) => {
      if (!isCurrent) return;
      try {
        setMeaning({ words: cronstrue.toString(text, { use24HourTimeFormat: true, locale: language }), isBad: false });
      } catch (error) {
        setMeaning({ words: String(error).replace(/^Error: /, ''), isBad: true });
      }
    });
    return () => {
      isCurrent = false;
    };
  }, [text, language]);
  return meaning;
}
