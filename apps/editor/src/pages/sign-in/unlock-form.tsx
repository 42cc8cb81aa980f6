import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionStore } from '../../app/services.ts';
import { EntryFrame } from '../entry/entry-frame.tsx';

/** Opens the key that this browser keeps sealed. */
export function UnlockForm({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  const [passphrase, setPassphrase] = useState('');
  const unlock = useMutation({ mutationFn: () => sessionStore.getState().unlock(passphrase) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    unlock.mutate();
  };
  return (
    <EntryFrame title={t('unlock.title', { name })} text={t('unlock.text')}>
      <form onSubmit={submit}>
        <PasswordInput
          label={t('passphrase.label')}
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          error={unlock.data === false ? t('unlock.wrong') : undefined}
          autoComplete="current-password"
          autoFocus
          mb="md"
        />
        <Button type="submit" fullWidth loading={unlock.isPending} disabled={passphrase === ''}>
          {t('unlock.submit')}
        </Button>
        <Button variant="subtle" fullWidth mt="xs" onClick={() => sessionStore.getState().forget()}>
          {t('unlock.other')}
        </Button>
      </form>
    </EntryFrame>
  );
}
