import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../parts/empty-state.tsx';
import { IconSearch } from '../parts/icons.ts';
import classes from './not-found.module.css';

/** An address where nothing is. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <main className={classes['page']}>
      <EmptyState heading="h1" icon={<IconSearch size={24} />} title={t('notFound.title')} text={t('notFound.text')}>
        <Button component={Link} to="/">
          {t('notFound.home')}
        </Button>
      </EmptyState>
    </main>
  );
}
