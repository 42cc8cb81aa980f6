import { Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortDid } from '../format/short-did.ts';
import { IconCopy, IconKey, IconLogout } from '../parts/icons.ts';
import { LateMenu } from '../parts/late-menu.tsx';
import type { LateMenuProps } from '../parts/menu-button.tsx';
import { useMe } from '../queries/use-me.ts';
import classes from './identity-menu.module.css';
import { useSession } from './services.ts';
import { SignOutDialog } from './sign-out-dialog.tsx';

export function IdentityMenuList({ button }: LateMenuProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const me = useMe();
  const [isLeaving, setLeaving] = useState(false);
  if (session.phase !== 'ready') return null;
  return (
    <>
      <LateMenu button={button} position="right-end" width={260} withinPortal={false}>
        <Menu.Label className={classes['card'] ?? ''}>
          <strong>{me.data?.name ?? session.name}</strong>
          <span>{me.data === undefined ? shortDid(session.did) : `${t(`role.${me.data.role}`)} · ${shortDid(session.did)}`}</span>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item leftSection={<IconCopy size={16} stroke={1.6} />} onClick={() => navigator.clipboard.writeText(session.did)}>
          {t('identity.copyDid')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKey size={16} stroke={1.6} />} onClick={() => navigate({ to: '/settings/keys' })}>
          {t('identity.keys')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={() => setLeaving(true)}>
          {t('identity.signOut')}
        </Menu.Item>
      </LateMenu>
      {isLeaving && <SignOutDialog onClose={() => setLeaving(false)} />}
    </>
  );
}
