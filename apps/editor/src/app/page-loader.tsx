import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './page-loader.module.css';

/** Shown when a page takes longer than a moment. */
export function PageLoader() {
  const { t } = useTranslation();
  return (
    <div className={classes['loader']} role="status" aria-label={t('loading')}>
      <Loader size="sm" />
    </div>
  );
}
