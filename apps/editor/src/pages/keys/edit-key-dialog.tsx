import { Button, Group, TextInput } from '@mantine/core';
import type { Role } from '@sluice/protocol';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/services.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { type KeySummary, useUpdateKey } from '../../queries/use-keys.ts';
import { RoleField } from './role-field.tsx';

interface EditKeyDialogProps {
  readonly entry: KeySummary;
  readonly onClose: () => void;
}

/** Changes what a key is called and what it may do. The role of the key in this browser is left to somebody else: nobody locks themselves out. */
export function EditKeyDialog({ entry, onClose }: EditKeyDialogProps) {
  const { t } = useTranslation();
  const session = useSession();
  const update = useUpdateKey(entry.did);
  const [name, setName] = useState(entry.name);
  const [role, setRole] = useState<Role>(entry.role);
  const isMine = session.phase === 'ready' && session.did === entry.did;
  const change = {
    ...(name.trim() === entry.name ? {} : { name: name.trim() }),
    ...(role === entry.role ? {} : { role }),
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await update.mutateAsync(change).then(onClose, () => {});
  };
  return (
    <Dialog
      onClose={onClose}
      title={t('keys.editNamed', { name: entry.name })}
      size="md"
      closeButtonProps={{ 'aria-label': t('confirm.close') }}
    >
      <form onSubmit={submit}>
        <TextInput
          label={t('keys.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={100}
          required
          data-autofocus
          mb="sm"
        />
        <RoleField value={role} onChange={setRole} lockedReason={isMine ? t('keys.ownRole') : undefined} />
        {update.isError && <ProblemPanel error={update.error} />}
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button type="submit" disabled={name.trim() === '' || Object.keys(change).length === 0} loading={update.isPending}>
            {t('keys.save')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
