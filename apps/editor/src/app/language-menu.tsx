import { ActionIcon, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../actions/use-action.ts';
import { chooseLanguage, languageChoice } from '../i18n/i18n.ts';
import { type LanguageChoice, languageChoices, languages } from '../i18n/languages.ts';
import { IconCheck, IconLanguage } from '../parts/icons.ts';

/** The language of the editor: as the browser prefers, or one of those that are there, each by its own name. */
export function LanguageMenu() {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(languageChoice);
  const choose = async (choice: LanguageChoice) => {
    try {
      await chooseLanguage(choice);
      setChosen(choice);
    } catch {
      notifications.show({ color: 'red', title: t('language.failed'), message: t('language.failedText') });
    }
  };
  return (
    <Menu position="right-end" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('language.label')}>
          <IconLanguage size={19} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('language.label')}</Menu.Label>
        {languageChoices.map((choice) => (
          <Menu.Item
            key={choice}
            lang={choice === 'auto' ? undefined : choice}
            rightSection={choice === chosen ? <IconCheck size={14} /> : null}
            onClick={() => choose(choice)}
          >
            {choice === 'auto' ? t('language.auto') : languages[choice]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
      {languageChoices.map((choice) => (
        <LanguageAction key={choice} choice={choice} onChoose={choose} />
      ))}
    </Menu>
  );
}

interface LanguageActionProps {
  readonly choice: LanguageChoice;
  readonly onChoose: (choice: LanguageChoice) => void;
}

/** The same in the command palette. */
function LanguageAction({ choice, onChoose }: LanguageActionProps) {
  const { t } = useTranslation();
  const language = choice === 'auto' ? t('language.auto') : languages[choice];
  useAction({
    id: `language.${choice}`,
    title: t('language.choose', { language }),
    group: t('palette.actions'),
    icon: IconLanguage,
    run: () => onChoose(choice),
  });
  return null;
}
