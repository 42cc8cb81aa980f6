import { useTranslation } from 'react-i18next';
import classes from './status-icon.module.css';
import { type AnyStatus, StatusIcon, statusTone } from './status-icon.tsx';

/** A status as a pill: sign and word. */
export function StatusBadge({ status }: { readonly status: AnyStatus }) {
  const { t } = useTranslation();
  return (
    <span className={classes['badge']} data-tone={statusTone[status]}>
      <StatusIcon status={status} />
      {t(`status.${status}`)}
    </span>
  );
}
