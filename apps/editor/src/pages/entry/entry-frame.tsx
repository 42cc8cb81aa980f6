import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Logo } from '../../parts/logo.tsx';
import { useTitle } from '../../parts/use-title.ts';
import classes from './entry-frame.module.css';

interface EntryFrameProps {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
  /** Room for the 24 words. */
  readonly isWide?: boolean;
}

/** The frame of the pages before the house: one card, one thing to do. */
export function EntryFrame({ title, text, children, isWide = false }: EntryFrameProps) {
  const { t } = useTranslation();
  if (!window.isSecureContext) {
    return (
      <Card title={t('entry.insecure')} text={t('entry.insecureText')}>
        <p className={classes['note']}>{t('entry.insecureHint')}</p>
      </Card>
    );
  }
  return (
    <Card title={title} text={text} isWide={isWide}>
      {children}
    </Card>
  );
}

function Card({ title, text, children, isWide = false }: EntryFrameProps) {
  useTitle(title);
  return (
    <div className={classes['ground']}>
      <main className={classes['card']} data-wide={isWide || undefined}>
        <Logo size={44} />
        <h1 className={classes['title']}>{title}</h1>
        <p className={classes['text']}>{text}</p>
        {children}
      </main>
    </div>
  );
}
