import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconKey } from '../../parts/icons.ts';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { PassphraseField, SHORTEST_PASSPHRASE } from './passphrase-field.tsx';
import { useNeedsPassphrase } from './use-needs-passphrase.ts';

interface NewKeyFormProps {
  readonly submit: string;
  /** Makes the key for somebody of this name; the passphrase where this browser can keep keys only under one. */
  readonly making: {
    readonly mutate: (given: { readonly name: string; readonly passphrase?: string }) => void;
    readonly isPending: boolean;
    readonly isError: boolean;
    readonly error: unknown;
  };
}

/** What a visitor without a key is asked for: a name, and where it is needed a passphrase. */
export function NewKeyForm({ submit, making }: NewKeyFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const needsPassphrase = useNeedsPassphrase();
  const isReady = name.trim() !== '' && (!needsPassphrase || passphrase.length >= SHORTEST_PASSPHRASE);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) making.mutate({ name: name.trim(), ...(needsPassphrase ? { passphrase } : {}) });
  };
  return (
    <form onSubmit={onSubmit}>
      <TextInput
        label={t('claim.name')}
        description={t('claim.nameHelp')}
        placeholder={t('claim.namePlaceholder')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={100}
        size="md"
        required
        data-autofocus
        autoFocus
        mb="md"
      />
      {needsPassphrase && <PassphraseField value={passphrase} onChange={setPassphrase} />}
      {making.isError && <ProblemPanel error={making.error} />}
      <Button
        type="submit"
        size="md"
        mt="md"
        fullWidth
        leftSection={<IconKey size={18} />}
        loading={making.isPending}
        disabled={!isReady}
      >
        {submit}
      </Button>
    </form>
  );
}
