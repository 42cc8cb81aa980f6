import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { chooseLanguage } from '../i18n/i18n.ts';
import type { LanguageChoice } from '../i18n/languages.ts';
import { catalogQuery } from '../queries/use-catalog.ts';
import { templatesKey } from '../queries/use-templates.ts';
import { queryClient } from './query-client.ts';

/** Speaks another language from now on, or says why not. */
export function useChooseLanguage(): (choice: LanguageChoice) => Promise<void> {
  const { t } = useTranslation();
  return async (choice) => {
    try {
      await chooseLanguage(choice);
      void queryClient.invalidateQueries(catalogQuery);
      void queryClient.invalidateQueries({ queryKey: templatesKey });
    } catch {
      notifications.show({ color: 'red', title: t('language.failed'), message: t('language.failedText') });
    }
  };
}
