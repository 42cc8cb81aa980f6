import { Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LateMenu } from '../parts/late-menu.tsx';
import type { LateMenuProps } from '../parts/menu-button.tsx';
import { furtherPages } from './further-pages.ts';

export function MoreMenuList({ button }: LateMenuProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <LateMenu button={button} position="top-end" width={200}>
      {furtherPages.map(({ to, title, Icon }) => (
        <Menu.Item key={to} leftSection={<Icon size={18} stroke={1.6} />} onClick={() => navigate({ to })}>
          {t(title)}
        </Menu.Item>
      ))}
    </LateMenu>
  );
}
