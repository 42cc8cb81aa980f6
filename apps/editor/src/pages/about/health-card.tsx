import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusIcon } from '../../parts/status-icon.tsx';
import classes from './about-page.module.css';

interface HealthCardProps {
  readonly title: string;
  /** Undefined while it is not known. */
  readonly isWell: boolean | undefined;
  /** A word more, when it is well. */
  readonly children?: ReactNode;
}

/** Whether one part of the house is well. */
export function HealthCard({ title, isWell, children }: HealthCardProps) {
  const { t } = useTranslation();
  return (
    <div className={classes['card']}>
      <StatusIcon status={isWell === undefined ? 'queued' : isWell ? 'completed' : 'failed'} size={26} />
      <span className={classes['part']}>
        <strong>{title}</strong>
        <span>
          <span role="status">{t(isWell === undefined ? 'about.asking' : isWell ? 'about.well' : 'about.away')}</span>
          {isWell === true && children && <> · {children}</>}
        </span>
      </span>
    </div>
  );
}
