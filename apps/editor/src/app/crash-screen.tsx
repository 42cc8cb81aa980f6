import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '../parts/problem-panel.tsx';
import classes from './crash-screen.module.css';

/** What is shown in place of a view that broke. Nothing that was saved or running is touched by it. */
export function CrashScreen({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <section className={classes['screen']}>
      <h1 className={classes['title']}>{t('crash.title')}</h1>
      <p className={classes['text']}>{t('crash.text')}</p>
      <ProblemPanel error={error} onRetry={onRetry}>
        <Button variant="default" size="xs" component="a" href="/">
          {t('crash.home')}
        </Button>
      </ProblemPanel>
    </section>
  );
}
