import { ActionIcon, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { late } from '../parts/late.tsx';
import { MenuButton } from '../parts/menu-button.tsx';
import { schemeIcons } from './scheme-icons.ts';

const SchemeMenuList = late(async () => (await import('./scheme-menu-list.tsx')).SchemeMenuList);

/** Light, dark, or as the system has it. */
export function SchemeMenu() {
  const { t } = useTranslation();
  const { colorScheme } = useMantineColorScheme();
  const Current = schemeIcons[colorScheme];
  return (
    <MenuButton
      menu={SchemeMenuList}
      given={{}}
      button={
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('scheme.label')}>
          <Current size={19} stroke={1.6} />
        </ActionIcon>
      }
    />
  );
}
