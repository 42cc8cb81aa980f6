import { Menu, UnstyledButton } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortDid } from '../format/short-did.ts';
import { IconCopy, IconKey, IconLogout } from '../parts/icons.ts';
import { ConfirmDialog } from '../parts/late-confirm-dialog.ts';
import { useMe } from '../queries/use-me.ts';
import classes from './identity-menu.module.css';
import { queryClient } from './query-client.ts';
import { sessionStore, useSession } from './services.ts';

/** Who signs: name, role and key, and the way out. */
export function IdentityMenu() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const me = useMe();
  const [isLeaving, setLeaving] = useState(false);
  if (session.phase !== 'ready') return null;
  const name = me.data?.name ?? session.name;

  const signOut = async () => {
    await sessionStore.getState().forget();
    queryClient.clear();
    await navigate({ to: '/sign-in' });
  };

  return (
    <Menu position="right-end" width={260} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={classes['avatar']} aria-label={t('identity.menu', { name, initials: initialsOf(name) })}>
          {initialsOf(name)}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className={classes['card'] ?? ''}>
          <strong>{name}</strong>
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
      </Menu.Dropdown>
      {isLeaving && (
        <ConfirmDialog
          title={t('identity.signOut')}
          text={t('identity.signOutText')}
          action={t('identity.signOut')}
          onConfirm={signOut}
          onClose={() => setLeaving(false)}
        />
      )}
    </Menu>
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}
