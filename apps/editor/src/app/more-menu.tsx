import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IconMenu2 } from '../parts/icons.ts';
import { late } from '../parts/late.tsx';
import { MenuButton } from '../parts/menu-button.tsx';
import classes from './nav-rail.module.css';

const MoreMenuList = late(async () => (await import('./more-menu-list.tsx')).MoreMenuList);

/** The pages that a phone's bar has no room for. */
export function MoreMenu() {
  const { t } = useTranslation();
  return (
    <MenuButton
      menu={MoreMenuList}
      given={{}}
      button={
        <UnstyledButton className={classes['item'] ?? ''}>
          <IconMenu2 size={21} stroke={1.6} aria-hidden="true" />
          {t('nav.more')}
        </UnstyledButton>
      }
    />
  );
}
