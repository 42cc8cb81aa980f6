import { Button, Group, TextInput } from '@mantine/core';
import { didKey, type Role } from '@sluice/protocol';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { useAddKey } from '../../queries/use-keys.ts';
import { RoleField } from './role-field.tsx';

/** Registers somebody's key, with a role no higher than one's own. */
export function AddKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const add = useAddKey();
  const [name, setName] = useState('');
  const [did, setDid] = useState('');
  const [role, setRole] = useState<Role>('builder');
  const isKey = didKey.safeParse(did.trim()).success;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await add.mutateAsync({ did: did.trim(), role, name: name.trim() }).then(onClose, () => {});
  };

  return (
    <Dialog onClose={onClose} title={t('keys.add')} size="md" closeButtonProps={{ 'aria-label': t('confirm.close') }}>
      <form onSubmit={submit}>
        <TextInput
          label={t('keys.name')}
          placeholder={t('keys.namePlaceholder')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={100}
          required
          data-autofocus
          mb="sm"
        />
        <TextInput
          label={t('keys.did')}
          description={t('keys.didHelp')}
          placeholder="did:key:z6Mk…"
          value={did}
          onChange={(event) => setDid(event.currentTarget.value)}
          error={did !== '' && !isKey ? t('keys.didInvalid') : undefined}
          required
          mb="sm"
        />
        <RoleField value={role} onChange={setRole} />
        {add.isError && <ProblemPanel error={add.error} />}
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button type="submit" disabled={!isKey || name.trim() === ''} loading={add.isPending}>
            {t('keys.add')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
