import { type ShareRight, shareRights } from '@sluice/protocol';
import { useTranslation } from 'react-i18next';
import { PageSelect } from '../../../parts/page-select.tsx';
import classes from './share-dialog.module.css';

const HOUR_MS = 3_600_000;
const ends = { never: undefined, hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS, month: 30 * 24 * HOUR_MS } as const;
export type ShareEnd = keyof typeof ends;

export interface ShareTerms {
  readonly rights: ShareRight;
  readonly end: ShareEnd;
}

export const firstTerms: ShareTerms = { rights: 'view', end: 'never' };

/** As the API takes them; `nowMs` is the server's time. */
export function termsBody({ rights, end }: ShareTerms, nowMs: number): { rights: ShareRight; expiresAt?: string } {
  const lifeMs = ends[end];
  return lifeMs === undefined ? { rights } : { rights, expiresAt: new Date(nowMs + lifeMs).toISOString() };
}

interface ShareTermsFieldsProps {
  readonly terms: ShareTerms;
  readonly onChange: (terms: ShareTerms) => void;
}

/** What is shared, and for how long. */
export function ShareTermsFields({ terms, onChange }: ShareTermsFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className={classes['pair']}>
        <PageSelect
          label={t('share.right')}
          data={shareRights.map((value) => ({ value, label: t(`right.${value}`) }))}
          value={terms.rights}
          onChange={(rights) => rights !== null && onChange({ ...terms, rights })}
          allowDeselect={false}
        />
        <PageSelect
          label={t('share.end')}
          data={(Object.keys(ends) as ShareEnd[]).map((value) => ({ value, label: t(`share.end.${value}`) }))}
          value={terms.end}
          onChange={(end) => end !== null && onChange({ ...terms, end })}
          allowDeselect={false}
        />
      </div>
      <p className={classes['help']}>{t(`right.${terms.rights}.help`)}</p>
    </>
  );
}
