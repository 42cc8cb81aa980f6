import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconActivity, IconHome, IconInfoCircle, IconKey, IconSitemap } from '../parts/icons.ts';
import { Logo } from '../parts/logo.tsx';
import classes from './nav-rail.module.css';

/** Where one can go, always in sight: a rail at the left, a bar at the bottom on phones. `children` stand at its end. */
export function NavRail({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <nav className={classes['rail']} aria-label={t('shell.nav')}>
      <Link to="/" className={classes['logo']} aria-label={t('shell.home')}>
        <Logo size={34} />
      </Link>
      <Link to="/" className={classes['item']} activeOptions={{ exact: true }}>
        <IconHome size={21} stroke={1.6} aria-hidden="true" />
        {t('nav.home')}
      </Link>
      <Link to="/workflows" className={classes['item']}>
        <IconSitemap size={21} stroke={1.6} aria-hidden="true" />
        {t('nav.workflows')}
      </Link>
      <Link to="/executions" className={classes['item']} activeOptions={{ includeSearch: false }}>
        <IconActivity size={21} stroke={1.6} aria-hidden="true" />
        {t('nav.executions')}
      </Link>
      <Link to="/settings/keys" className={classes['item']}>
        <IconKey size={21} stroke={1.6} aria-hidden="true" />
        {t('nav.keys')}
      </Link>
      <Link to="/about" className={classes['item']}>
        <IconInfoCircle size={21} stroke={1.6} aria-hidden="true" />
        {t('nav.about')}
      </Link>
      <div className={classes['end']}>{children}</div>
    </nav>
  );
}
