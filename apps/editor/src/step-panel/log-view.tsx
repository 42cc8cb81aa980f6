import { useTranslation } from 'react-i18next';
import classes from './log-view.module.css';

/** What a step's code wrote with `console.log`, line by line. */
export function LogView({ logs }: { readonly logs: readonly string[] }) {
  const { t } = useTranslation();
  if (logs.length === 0) return <p className={classes['none']}>{t('step.noLogs')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard (WCAG 2.1.1)
    <section className={classes['logs']} tabIndex={0} aria-label={t('step.logs')}>
      {logs.join('\n')}
    </section>
  );
}
