import type { getEngineSettings, ResponseOf } from '@sluice/protocol';
import { useTranslation } from 'react-i18next';
import { formatBinaryBytes } from '../../format/format-binary-bytes.ts';
import { formatDuration } from '../../format/format-duration.ts';
import { uiLocale } from '../../i18n/ui-locale.ts';
import classes from './engine-page.module.css';

const DAY_MS = 86_400_000;

type Limit = ResponseOf<typeof getEngineSettings>['limits'][number];

/** The walls that every run meets. */
export function LimitTable({ limits }: { readonly limits: readonly Limit[] }) {
  const { t } = useTranslation();
  const text = ({ name, value, unit }: Limit) => {
    if (name === 'retention' && value === 0) return t('engine.forever');
    if (unit === 'ms' && value >= DAY_MS) return t('engine.days', { count: Math.round(value / DAY_MS) });
    if (unit === 'bytes') return formatBinaryBytes(value);
    return unit === 'ms' ? formatDuration(value) : value.toLocaleString(uiLocale());
  };
  return (
    <dl className={classes['limits']}>
      {limits.map((limit) => (
        <div key={limit.name}>
          <dt>{t(`limit.${limit.name}` as 'limit.retention', { defaultValue: limit.name })}</dt>
          <dd>{text(limit)}</dd>
        </div>
      ))}
    </dl>
  );
}
