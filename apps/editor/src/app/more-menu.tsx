import { Menu, UnstyledButton } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { IconMenu2 } from '../parts/icons.ts';
import { furtherPages } from './further-pages.ts';
import classes from './nav-rail.module.css';

/** The pages that a phone's bar has no room for. */
export function MoreMenu() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Menu position="top-end" width={200} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={classes['item'] ?? ''}>
          <IconMenu2 size={21} stroke={1.6} aria-hidden="true" />
          {t('nav.more')}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {furtherPages.map(({ to, title, Icon }) => (
          <Menu.Item key={to} leftSection={<Icon size={18} stroke={1.6} />} onClick={() => navigate({ to })}>
            {t(title)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
