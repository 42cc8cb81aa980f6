import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EntryFrame } from '../entry/entry-frame.tsx';
import { NewKeyForm } from '../entry/new-key-form.tsx';
import classes from './share-page.module.css';
import type { useRedeem } from './use-redeem.ts';

/** For a visitor without a key: a name, and the key is made, kept, and gets what the link shares. */
export function OpenWithNewKey({ redeem }: { readonly redeem: ReturnType<typeof useRedeem> }) {
  const { t } = useTranslation();
  return (
    <EntryFrame title={t('shared.title')} text={t('shared.text')}>
      <NewKeyForm submit={t('shared.submit')} making={redeem} />
      <Link to="/sign-in" className={classes['other']}>
        {t('shared.haveKey')}
      </Link>
    </EntryFrame>
  );
}
