import { ActionIcon, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOfError } from '../../api/api-error.ts';
import { useSession } from '../../app/services.ts';
import { shortDid } from '../../format/short-did.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { IconKey, IconKeyOff, IconTrash } from '../../parts/icons.ts';
import { ConfirmDialog } from '../../parts/late-confirm-dialog.ts';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { type KeySummary, useRevokeKey } from '../../queries/use-keys.ts';
import classes from './key-row.module.css';

/** One key: whose it is, what it may do, when it last signed. */
export function KeyRow({ entry }: { readonly entry: KeySummary }) {
  const { t } = useTranslation();
  const session = useSession();
  const revoke = useRevokeKey();
  const [isAsking, setAsking] = useState(false);
  const isMine = session.phase === 'ready' && session.did === entry.did;
  const isRevoked = entry.revokedAt !== null;

  const confirm = async () => {
    try {
      await revoke.mutateAsync(entry.did);
    } catch (error) {
      const problem = problemOfError(error);
      notifications.show({ color: 'red', title: problem.title, message: problem.detail });
    }
    setAsking(false);
  };

  return (
    <li className={classes['row']} data-revoked={isRevoked || undefined}>
      <span className={classes['icon']} aria-hidden="true">
        {isRevoked ? <IconKeyOff size={18} stroke={1.6} /> : <IconKey size={18} stroke={1.6} />}
      </span>
      <span className={classes['main']}>
        <span className={classes['name']}>
          {entry.name}
          {isMine && <span className={classes['tag']}>{t('keys.thisBrowser')}</span>}
        </span>
        <span className={classes['did']} title={entry.did}>
          {shortDid(entry.did)}
          <CopyButton value={entry.did} label={t('identity.copyDid')} />
        </span>
      </span>
      <span className={classes['fact']}>{t(`role.${entry.role}`)}</span>
      <span className={classes['fact']}>
        {isRevoked ? (
          <Revoked entry={entry} />
        ) : entry.lastUsedAt === null ? (
          t('keys.neverUsed')
        ) : (
          <RelativeTime at={entry.lastUsedAt} />
        )}
      </span>
      <span className={classes['action']}>
        {!isRevoked && (
          <Tooltip label={t('keys.revokeNamed', { name: entry.name })}>
            <ActionIcon
              variant="subtle"
              color="gray"
              onClick={() => setAsking(true)}
              aria-label={t('keys.revokeNamed', { name: entry.name })}
            >
              <IconTrash size={17} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        )}
      </span>
      {isAsking && (
        <ConfirmDialog
          title={t('keys.revokeNamed', { name: entry.name })}
          text={t(isMine ? 'keys.revokeMineText' : 'keys.revokeText', { name: entry.name })}
          action={t('keys.revoke')}
          isBusy={revoke.isPending}
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}

/** Whether it was revoked, or another took over from it. */
function Revoked({ entry: { replacedBy } }: { readonly entry: KeySummary }) {
  const { t } = useTranslation();
  if (replacedBy === null) return t('keys.revoked');
  return (
    <Tooltip label={t('keys.replacedBy', { did: shortDid(replacedBy) })}>
      <span>{t('keys.replaced')}</span>
    </Tooltip>
  );
}
