import { ActionIcon, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IconShieldLock, IconTrash } from '../../parts/icons.ts';
import { RelativeTime } from '../../parts/relative-time.tsx';
import type { SecretSummary } from '../../queries/use-secrets.ts';
import classes from './secrets-page.module.css';

interface SecretRowProps {
  readonly secret: SecretSummary;
  /** Why nothing of it can be changed. */
  readonly disabled: string | undefined;
  readonly onRotate: () => void;
  readonly onDelete: () => void;
}

/** One secret: its name, where it may be sent, and how old its value is. */
export function SecretRow({ secret: { name, hosts, updatedAt }, disabled, onRotate, onDelete }: SecretRowProps) {
  const { t } = useTranslation();
  return (
    <div className={classes['row']}>
      <IconShieldLock size={20} stroke={1.6} className={classes['icon']} aria-hidden="true" />
      <span className={classes['main']}>
        <span className={classes['name']}>{name}</span>
        <span className={classes['detail']} data-unbound={hosts.length === 0 || undefined}>
          {hosts.length === 0 ? t('secrets.unbound') : t('secrets.boundTo', { hosts: hosts.join(', ') })}
        </span>
      </span>
      <span className={classes['fact']}>
        {t('secrets.updated')} <RelativeTime at={updatedAt} />
      </span>
      <span className={classes['actions']}>
        <Button
          variant="default"
          size="xs"
          disabled={disabled !== undefined}
          title={disabled}
          aria-label={t('secrets.rotateNamed', { name })}
          onClick={onRotate}
        >
          {t('secrets.rotate')}
        </Button>
        <ActionIcon
          variant="subtle"
          color="red"
          size="lg"
          disabled={disabled !== undefined}
          title={disabled}
          aria-label={t('secrets.deleteNamed', { name })}
          onClick={onDelete}
        >
          <IconTrash size={18} stroke={1.6} />
        </ActionIcon>
      </span>
    </div>
  );
}
