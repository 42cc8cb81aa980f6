import { ActionIcon, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Share } from '@sluice/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOfError } from '../../../api/api-error.ts';
import { shortDid } from '../../../format/short-did.ts';
import { IconLink, IconTrash, IconUser } from '../../../parts/icons.ts';
import { ConfirmDialog } from '../../../parts/late-confirm-dialog.ts';
import { RelativeTime } from '../../../parts/relative-time.tsx';
import { usePersonNames } from '../../../people/use-person-names.ts';
import { useRevokeShare } from '../../../queries/use-shares.ts';
import classes from './share-dialog.module.css';

/** One share: who has it or how often the link was opened, what it gives, when it ends, and how to take it back. */
export function ShareRow({ share }: { readonly share: Share }) {
  const { t } = useTranslation();
  const revoke = useRevokeShare(share.workflowId);
  const [isAsking, setAsking] = useState(false);
  const { to, note, rights, expiresAt, linkId } = share;
  const isLink = to.kind === 'link';
  const nameOf = usePersonNames(isLink ? [] : [to.did]);
  const name = isLink ? note || t('share.aLink') : note || nameOf(to.did);
  const action = isLink ? t('share.revokeLink') : t('share.revokeNamed', { name });

  const confirm = async () => {
    try {
      await revoke.mutateAsync(share.id);
    } catch (error) {
      const problem = problemOfError(error);
      notifications.show({ color: 'red', title: problem.title, message: problem.detail });
    }
    setAsking(false);
  };

  return (
    <div className={classes['row']}>
      <span className={classes['icon']} data-link={isLink || undefined} aria-hidden="true">
        {isLink ? <IconLink size={17} stroke={1.6} /> : <IconUser size={17} stroke={1.6} />}
      </span>
      <span className={classes['main']}>
        <span className={classes['name']}>{name}</span>
        <span className={classes['detail']} title={isLink ? undefined : to.did}>
          {isLink ? openedBy(to) : `${shortDid(to.did)}${linkId === null ? '' : ` · ${t('share.viaLink')}`}`}
        </span>
      </span>
      <span className={classes['terms']}>
        <span>{t(`right.${rights}`)}</span>
        {expiresAt !== null && (
          <span className={classes['detail']}>
            {t('share.until')} <RelativeTime at={expiresAt} />
          </span>
        )}
      </span>
      <Tooltip label={action}>
        <ActionIcon variant="subtle" color="gray" onClick={() => setAsking(true)} aria-label={action}>
          <IconTrash size={17} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      {isAsking && (
        <ConfirmDialog
          title={action}
          text={isLink ? t('share.revokeLinkText', { count: to.uses }) : t('share.revokeText', { name })}
          action={t(isLink ? 'share.revokeLink' : 'share.revoke')}
          isBusy={revoke.isPending}
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );

  function openedBy({ uses, maxUses }: Extract<Share['to'], { kind: 'link' }>): string {
    if (maxUses === null) return t('share.openedBy', { count: uses });
    return t('share.openedByOf', { count: uses, most: maxUses });
  }
}
