import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { late } from '../parts/late.tsx';
import { MenuButton } from '../parts/menu-button.tsx';
import { useMe } from '../queries/use-me.ts';
import classes from './identity-menu.module.css';
import { useSession } from './services.ts';

const IdentityMenuList = late(async () => (await import('./identity-menu-list.tsx')).IdentityMenuList);

/** Who signs: name, role and key, and the way out. */
export function IdentityMenu() {
  const { t } = useTranslation();
  const session = useSession();
  const me = useMe();
  if (session.phase !== 'ready') return null;
  const name = me.data?.name ?? session.name;
  return (
    <MenuButton
      menu={IdentityMenuList}
      given={{}}
      button={
        <UnstyledButton className={classes['avatar']} aria-label={t('identity.menu', { name, initials: initialsOf(name) })}>
          {initialsOf(name)}
        </UnstyledButton>
      }
    />
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  return words
    .slice(0, 2)
    .map((word) => ([...word][0] ?? '').toUpperCase())
    .join('');
}
