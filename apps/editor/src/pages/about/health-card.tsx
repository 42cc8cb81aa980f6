import { useTranslation } from 'react-i18next';
import { StatusIcon } from '../../parts/status-icon.tsx';
import classes from './about-page.module.css';

/** Whether one part of the house is well; undefined while it is not known. */
export function HealthCard({ title, isWell }: { readonly title: string; readonly isWell: boolean | undefined }) {
  const { t } = useTranslation();
  return (
    <div className={classes['card']} role="status">
      <StatusIcon status={isWell === undefined ? 'queued' : isWell ? 'completed' : 'failed'} size={26} />
      <span className={classes['part']}>
        <strong>{title}</strong>
        <span>{t(isWell === undefined ? 'about.asking' : isWell ? 'about.well' : 'about.away')}</span>
      </span>
    </div>
  );
}
