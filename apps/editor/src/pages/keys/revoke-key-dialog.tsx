import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { problemOfError } from '../../api/api-error.ts';
import { useSession } from '../../app/services.ts';
import { ConfirmDialog } from '../../parts/late-confirm-dialog.ts';
import { type KeySummary, useRevokeKey } from '../../queries/use-keys.ts';

/** Asks once before a key can do nothing here any more. */
export function RevokeKeyDialog({ entry, onClose }: { readonly entry: KeySummary; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const revoke = useRevokeKey();
  const isMine = session.phase === 'ready' && session.did === entry.did;
  const confirm = async () => {
    try {
      await revoke.mutateAsync(entry.did);
    } catch (error) {
      const problem = problemOfError(error);
      notifications.show({ color: 'red', title: problem.title, message: problem.detail });
    }
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('keys.revokeNamed', { name: entry.name })}
      text={t(isMine ? 'keys.revokeMineText' : 'keys.revokeText', { name: entry.name })}
      action={t('keys.revoke')}
      isBusy={revoke.isPending}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
