import { ActionIcon, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/services.ts';
import { shortDid } from '../../format/short-did.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { IconKey, IconKeyOff, IconPencil, IconTrash } from '../../parts/icons.ts';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { personName } from '../../people/person-name.ts';
import type { KeySummary } from '../../queries/use-keys.ts';
import classes from './key-row.module.css';

interface KeyRowProps {
  readonly entry: KeySummary;
  readonly onEdit: () => void;
  readonly onRevoke: () => void;
}

/** One key: whose it is, what it may do, when it last signed. */
export function KeyRow({ entry, onEdit, onRevoke }: KeyRowProps) {
  const { t } = useTranslation();
  const session = useSession();
  const isMine = session.phase === 'ready' && session.did === entry.did;
  const name = personName(entry.name, t);
  const isRevoked = entry.revokedAt !== null;

  return (
    <div className={classes['row']} data-revoked={isRevoked || undefined}>
      <span className={classes['icon']} aria-hidden="true">
        {isRevoked ? <IconKeyOff size={18} stroke={1.6} /> : <IconKey size={18} stroke={1.6} />}
      </span>
      <span className={classes['main']}>
        <span className={classes['name']}>
          {name}
          {isMine && <span className={classes['tag']}>{t('keys.thisBrowser')}</span>}
        </span>
        <span className={classes['did']} title={entry.did}>
          {shortDid(entry.did)}
          <CopyButton value={entry.did} label={t('identity.copyDid')} />
        </span>
      </span>
      <span className={classes['role']} data-role={entry.role}>
        {t(`role.${entry.role}`)}
      </span>
      <span className={classes['fact']}>
        {t('keys.added')} <RelativeTime at={entry.createdAt} />
      </span>
      <span className={classes['fact']}>
        {isRevoked ? (
          <Revoked entry={entry} />
        ) : entry.lastUsedAt === null ? (
          t('keys.neverUsed')
        ) : (
          <>
            {t('keys.used')} <RelativeTime at={entry.lastUsedAt} />
          </>
        )}
      </span>
      <span className={classes['action']}>
        {!isRevoked && (
          <>
            <Action label={t('keys.editNamed', { name })} icon={IconPencil} onClick={onEdit} />
            <Action label={t('keys.revokeNamed', { name })} icon={IconTrash} onClick={onRevoke} />
          </>
        )}
      </span>
    </div>
  );
}

interface ActionProps {
  readonly label: string;
  readonly icon: typeof IconKey;
  readonly onClick: () => void;
}

function Action({ label, icon: Icon, onClick }: ActionProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" onClick={onClick} aria-label={label}>
        <Icon size={17} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
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
