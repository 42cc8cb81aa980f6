import { Button, Group, Modal, Select, TextInput } from '@mantine/core';
import { didKey, hasRole, type Role, roles } from '@sluice/protocol';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { useAddKey } from '../../queries/use-keys.ts';
import { useMe } from '../../queries/use-me.ts';

/** Registers somebody's key, with a role no higher than one's own. */
export function AddKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const add = useAddKey();
  const [name, setName] = useState('');
  const [did, setDid] = useState('');
  const [role, setRole] = useState<Role>('builder');
  const isKey = didKey.safeParse(did.trim()).success;
  const offered = roles.filter((each) => hasRole(me.data?.role ?? 'owner', each));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await add.mutateAsync({ did: did.trim(), role, name: name.trim() }).then(onClose, () => {});
  };

  return (
    <Modal opened onClose={onClose} title={t('keys.add')} size="md" closeButtonProps={{ 'aria-label': t('confirm.close') }}>
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
        <Select
          label={t('keys.role')}
          description={t(`role.${role}.help`)}
          data={offered.map((each) => ({ value: each, label: t(`role.${each}`) }))}
          value={role}
          onChange={(value) => value !== null && setRole(value)}
          allowDeselect={false}
          mb="md"
        />
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
    </Modal>
  );
}
