import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../parts/empty-state.tsx';
import { IconSearch } from '../parts/icons.ts';
import { useTitle } from '../parts/use-title.ts';
import classes from './not-found.module.css';
import { PaletteShortcut } from './palette-shortcut.tsx';
import { useSession } from './services.ts';

/** An address where nothing is. */
export function NotFound() {
  const { t } = useTranslation();
  useTitle(t('notFound.title'));
  const { phase } = useSession();
  return (
    <main className={classes['page']}>
      <EmptyState heading="h1" icon={<IconSearch size={24} />} title={t('notFound.title')} text={t('notFound.text')}>
        <Button component={Link} to="/">
          {t('notFound.home')}
        </Button>
      </EmptyState>
      {phase === 'ready' && <PaletteShortcut />}
    </main>
  );
}
