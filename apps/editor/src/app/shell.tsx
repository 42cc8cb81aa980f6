import { Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../api/api-error.ts';
import { Announcer } from '../parts/announcer.tsx';
import { late, useRest } from '../parts/late.tsx';
import { useMe } from '../queries/use-me.ts';
import { IdentityMenu } from './identity-menu.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { NavRail } from './nav-rail.tsx';
import { PaletteShortcut } from './palette-shortcut.tsx';
import { SchemeMenu } from './scheme-menu.tsx';
import classes from './shell.module.css';

const IdentityActions = late(async () => (await import('./identity-actions.tsx')).IdentityActions);
const RevokedKey = late(async () => (await import('./revoked-key.tsx')).RevokedKey);

/** The frame around every page of the house: the rail, the page, and quiet notices. */
export function Shell() {
  const { t } = useTranslation();
  const isAtRest = useRest();
  const { error } = useMe();
  return (
    <div className={classes['shell']}>
      <a className={classes['skip']} href="#main">
        {t('shell.skip')}
      </a>
      <NavRail>
        <SchemeMenu />
        <LanguageMenu />
        <IdentityMenu />
      </NavRail>
      <main id="main" className={classes['main']} tabIndex={-1}>
        {hasCode(error, 'key_revoked') ? <RevokedKey error={error} /> : <Outlet />}
      </main>
      <Announcer />
      <PaletteShortcut />
      {isAtRest && <IdentityActions />}
    </div>
  );
}
