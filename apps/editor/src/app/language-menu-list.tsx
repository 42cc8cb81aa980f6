import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { languageChoice } from '../i18n/i18n.ts';
import { type LanguageChoice, languageChoices, languages } from '../i18n/languages.ts';
import { IconCheck } from '../parts/icons.ts';
import { LateMenu } from '../parts/late-menu.tsx';
import type { LateMenuProps } from '../parts/menu-button.tsx';
import { useChooseLanguage } from './use-choose-language.ts';

export function LanguageMenuList({ button }: LateMenuProps) {
  const { t } = useTranslation();
  const choose = useChooseLanguage();
  return (
    <LateMenu button={button} position="right-end" withinPortal={false}>
      <Menu.Label>{t('language.label')}</Menu.Label>
      {languageChoices.map((choice) => (
        <Menu.Item
          key={choice}
          lang={choice === 'auto' ? undefined : choice}
          rightSection={<Chosen choice={choice} />}
          onClick={() => choose(choice)}
        >
          {choice === 'auto' ? t('language.auto') : languages[choice]}
        </Menu.Item>
      ))}
    </LateMenu>
  );
}

/** Asked each time that the menu opens: it may have been chosen in the palette. */
function Chosen({ choice }: { readonly choice: LanguageChoice }) {
  return choice === languageChoice() ? <IconCheck size={14} /> : null;
}
