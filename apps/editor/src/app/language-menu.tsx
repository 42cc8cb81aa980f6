import { ActionIcon } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useActions } from '../actions/use-actions.ts';
import { languageChoices, languages } from '../i18n/languages.ts';
import { IconLanguage } from '../parts/icons.ts';
import { late } from '../parts/late.tsx';
import { MenuButton } from '../parts/menu-button.tsx';
import { useChooseLanguage } from './use-choose-language.ts';

const LanguageMenuList = late(async () => (await import('./language-menu-list.tsx')).LanguageMenuList);

/** The language of the editor: as the browser prefers, or one of those that are there, each by its own name. In the command palette too. */
export function LanguageMenu() {
  const { t } = useTranslation();
  const choose = useChooseLanguage();
  useActions(
    languageChoices.map((choice) => ({
      id: `language.${choice}`,
      title: t('language.choose', { language: choice === 'auto' ? t('language.auto') : languages[choice] }),
      group: t('palette.actions'),
      icon: IconLanguage,
      run: () => void choose(choice),
    })),
  );
  return (
    <MenuButton
      menu={LanguageMenuList}
      given={{}}
      button={
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('language.label')}>
          <IconLanguage size={19} stroke={1.6} />
        </ActionIcon>
      }
    />
  );
}
