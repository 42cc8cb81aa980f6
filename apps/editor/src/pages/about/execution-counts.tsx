import { executionStatus } from '@sluice/protocol';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../format/format-count.ts';
import { StatusIcon } from '../../parts/status-icon.tsx';
import classes from './about-page.module.css';

/** How many executions stand how, each leading to them. A status that this editor does not know yet is shown as it is called. */
export function ExecutionCounts({ executions }: { readonly executions: Readonly<Record<string, number>> }) {
  const { t } = useTranslation();
  const counts = Object.entries(executions).filter(([, count]) => count > 0);
  if (counts.length === 0) return <p className={classes['none']}>{t('executions.empty')}</p>;
  return (
    <ul className={classes['counts']}>
      {counts.map(([name, count]) => {
        const status = executionStatus.safeParse(name);
        return (
          <li key={name}>
            {status.success ? (
              <Link to="/executions" search={{ status: status.data }} className={classes['count']}>
                <StatusIcon status={status.data} size={22} />
                <strong>{formatCount(count)}</strong> {t(`status.${status.data}`)}
              </Link>
            ) : (
              <span className={classes['count']}>
                <strong>{formatCount(count)}</strong> {name}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
