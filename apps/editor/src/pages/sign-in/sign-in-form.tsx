import { Button } from '@mantine/core';
import { getClaimState } from '@sluice/protocol';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../api/api-error.ts';
import { api } from '../../app/services.ts';
import type { PhraseProblem } from '../../keys/phrase.ts';
import { IconPlugConnected } from '../../parts/icons.ts';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { EntryFrame } from '../entry/entry-frame.tsx';
import { KeepCopy } from '../entry/keep-copy.tsx';
import { PhraseField } from '../entry/phrase-field.tsx';
import { useKeptPassphrase } from '../entry/use-kept-passphrase.ts';
import { DidNote } from './did-note.tsx';
import classes from './sign-in-form.module.css';
import { useSignIn } from './use-sign-in.ts';

/** Brings a key into this browser by its recovery phrase. */
export function SignInForm({ onNew, onFile }: { readonly onNew: () => void; readonly onFile: () => void }) {
  const { t } = useTranslation();
  const [phrase, setPhrase] = useState('');
  const [problem, setProblem] = useState<PhraseProblem>();
  const [did, setDid] = useState<string>();
  const { passphrase, setPassphrase, isMissing, given } = useKeptPassphrase();
  const signIn = useSignIn(setDid);
  const state = useQuery({ queryKey: ['claim'], queryFn: ({ signal }) => api(getClaimState, {}, { signal }), retry: false });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { findPhraseProblem } = await import('../../keys/phrase.ts');
    const found = findPhraseProblem(phrase);
    setProblem(found);
    if (found === undefined) signIn.mutate({ phrase, ...given });
  };

  return (
    <EntryFrame title={t('signIn.title')} text={t('signIn.text')}>
      {state.data?.claimed === false && (
        <p className={classes['unclaimed']}>
          <IconPlugConnected size={18} aria-hidden="true" />
          {t('signIn.unclaimed')}
        </p>
      )}
      <form onSubmit={submit}>
        <PhraseField value={phrase} onChange={setPhrase} problem={problem} />
        <KeepCopy passphrase={passphrase} onChange={setPassphrase} />
        {signIn.isError && (
          <ProblemPanel error={signIn.error}>
            {did !== undefined && hasCode(signIn.error, 'key_unknown') && <DidNote did={did} />}
          </ProblemPanel>
        )}
        <Button type="submit" fullWidth mt="md" loading={signIn.isPending} disabled={phrase.trim() === '' || isMissing}>
          {t('signIn.submit')}
        </Button>
        <Button variant="subtle" fullWidth mt="xs" onClick={onFile}>
          {t('signIn.file')}
        </Button>
        <Button variant="subtle" fullWidth onClick={onNew}>
          {t('signIn.new')}
        </Button>
      </form>
    </EntryFrame>
  );
}
