import { Button, FileInput, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../api/api-error.ts';
import { IconFileImport } from '../../parts/icons.ts';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { EntryFrame } from '../entry/entry-frame.tsx';
import { DidNote } from './did-note.tsx';
import { useSignIn } from './use-sign-in.ts';

/** Brings a key into this browser by an encrypted key file. */
export function KeyFileForm({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [did, setDid] = useState<string>();
  const signIn = useSignIn(setDid);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (file !== null) signIn.mutate({ file: await file.text(), passphrase });
  };
  const isWrong = hasCode(signIn.error, 'passphrase_wrong');
  return (
    <EntryFrame title={t('keyFile.title')} text={t('keyFile.text')}>
      <form onSubmit={submit}>
        <FileInput
          label={t('keyFile.file')}
          placeholder={t('keyFile.choose')}
          leftSection={<IconFileImport size={16} aria-hidden="true" />}
          value={file}
          onChange={setFile}
          accept=".jwe"
          required
          mb="md"
        />
        <PasswordInput
          label={t('passphrase.label')}
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          error={isWrong ? t('keyFile.wrong') : undefined}
          autoComplete="off"
          required
          mb="md"
        />
        {signIn.isError && !isWrong && (
          <ProblemPanel error={signIn.error}>
            {did !== undefined && hasCode(signIn.error, 'key_unknown') && <DidNote did={did} />}
          </ProblemPanel>
        )}
        <Button type="submit" fullWidth mt="md" loading={signIn.isPending} disabled={file === null || passphrase === ''}>
          {t('signIn.submit')}
        </Button>
        <Button variant="subtle" fullWidth mt="xs" onClick={onBack}>
          {t('newKey.back')}
        </Button>
      </form>
    </EntryFrame>
  );
}
