import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconActivity, IconHome, IconSitemap } from '../parts/icons.ts';
import { Logo } from '../parts/logo.tsx';
import { furtherPages } from './further-pages.ts';
import { MoreMenu } from './more-menu.tsx';
import classes from './nav-rail.module.css';

const icon = { size: 21, stroke: 1.6, 'aria-hidden': true } as const;

/** Where one can go, always in sight: a rail at the left, a bar at the bottom on phones. `children` stand at its end. */
export function NavRail({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <nav className={classes['rail']} aria-label={t('shell.nav')}>
      <Link to="/" className={classes['logo']} aria-label={t('shell.home')}>
        <Logo size={34} />
      </Link>
      <Link to="/" className={classes['item']} activeOptions={{ exact: true }}>
        <IconHome {...icon} />
        {t('nav.home')}
      </Link>
      <Link to="/workflows" className={classes['item']} activeOptions={{ includeSearch: false }}>
        <IconSitemap {...icon} />
        {t('nav.workflows')}
      </Link>
      <Link to="/executions" className={classes['item']} activeOptions={{ includeSearch: false }}>
        <IconActivity {...icon} />
        {t('nav.executions')}
      </Link>
      {furtherPages.map(({ to, title, Icon }) => (
        <Link key={to} to={to} className={classes['item']} data-further>
          <Icon {...icon} />
          {t(title)}
        </Link>
      ))}
      <div className={classes['end']}>
        <span className={classes['more']}>
          <MoreMenu />
        </span>
        {children}
      </div>
    </nav>
  );
}
