import type { ReactNode } from 'react';
import classes from './page.module.css';
import { useTitle } from './use-title.ts';

interface PageProps {
  readonly title: string;
  readonly subtitle?: string;
  readonly actions?: ReactNode;
  /** Lists and sections, which use more of a wide screen than texts and forms do. */
  readonly isWide?: true;
  readonly children: ReactNode;
}

/** A page of the house: one heading, its actions at the right, and a column that stays readable on wide screens. */
export function Page({ title, subtitle, actions, isWide, children }: PageProps) {
  useTitle(title);
  return (
    <div className={classes['page']} data-wide={isWide}>
      <header className={classes['header']}>
        <div>
          <h1 className={classes['title']}>{title}</h1>
          {subtitle !== undefined && <p className={classes['subtitle']}>{subtitle}</p>}
        </div>
        {actions !== undefined && <div className={classes['actions']}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
