import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../actions/use-actions.ts';
import { useSession } from '../../app/services.ts';
import { shortDid } from '../../format/short-did.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { fetchPart } from '../../parts/fetch-part.ts';
import { IconDownload, IconEye, IconKey, IconRefresh } from '../../parts/icons.ts';
import { useMe } from '../../queries/use-me.ts';
import classes from './own-key-card.module.css';

const dialogs = {
  show: lazy(() => fetchPart(async () => ({ default: (await import('./show-phrase-dialog.tsx')).ShowPhraseDialog }))),
  save: lazy(() => fetchPart(async () => ({ default: (await import('./save-key-dialog.tsx')).SaveKeyDialog }))),
  replace: lazy(() => fetchPart(async () => ({ default: (await import('./replace-key-dialog.tsx')).ReplaceKeyDialog }))),
};

/** The key that this browser signs with: what is kept of it where, and what can be done with it. */
export function OwnKeyCard() {
  const { t } = useTranslation();
  const session = useSession();
  const me = useMe();
  const [open, setOpen] = useState<keyof typeof dialogs>();
  const own = { group: t('ownKey.title') };
  useActions([
    { ...own, id: 'own-key.show', title: t('ownKey.show'), icon: IconEye, run: () => setOpen('show') },
    { ...own, id: 'own-key.save', title: t('ownKey.save'), icon: IconDownload, run: () => setOpen('save') },
    { ...own, id: 'own-key.replace', title: t('ownKey.replace'), icon: IconRefresh, run: () => setOpen('replace') },
  ]);
  if (session.phase !== 'ready') return null;
  const { did, name, record } = session;
  const OpenDialog = open === undefined ? undefined : dialogs[open];
  const role = me.data === undefined ? '' : ` · ${t(`role.${me.data.role}`)}`;

  return (
    <section className={classes['card']} aria-labelledby="own-key">
      <span className={classes['icon']} aria-hidden="true">
        <IconKey size={20} stroke={1.6} />
      </span>
      <div>
        <h2 id="own-key" className={classes['title']}>
          {t('ownKey.title')}
        </h2>
        <p className={classes['did']} title={did}>
          {`${me.data?.name ?? name}${role} · `}
          <code>{shortDid(did)}</code>
          <CopyButton value={did} label={t('identity.copyDid')} />
        </p>
        <p className={classes['text']}>
          {t(record.kind === 'sealed' ? 'ownKey.sealed' : 'ownKey.platform')}{' '}
          {t(record.phrase === undefined ? 'ownKey.noCopy' : 'ownKey.copy')}
        </p>
        <div className={classes['actions']}>
          <Button variant="default" size="xs" leftSection={<IconEye size={15} />} onClick={() => setOpen('show')}>
            {t('ownKey.show')}
          </Button>
          <Button variant="default" size="xs" leftSection={<IconDownload size={15} />} onClick={() => setOpen('save')}>
            {t('ownKey.save')}
          </Button>
          <Button variant="default" size="xs" leftSection={<IconRefresh size={15} />} onClick={() => setOpen('replace')}>
            {t('ownKey.replace')}
          </Button>
        </div>
        <details className={classes['devices']}>
          <summary>{t('ownKey.devices')}</summary>
          <ul>
            <li>{t('ownKey.devicesSame')}</li>
            <li>{t('ownKey.devicesOwn')}</li>
          </ul>
        </details>
      </div>
      {OpenDialog !== undefined && (
        <Suspense fallback={null}>
          <OpenDialog onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
    </section>
  );
}
