import { Button, Textarea } from '@mantine/core';
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
import { PassphraseField, SHORTEST_PASSPHRASE } from '../entry/passphrase-field.tsx';
import { useNeedsPassphrase } from '../entry/use-needs-passphrase.ts';
import { DidNote } from './did-note.tsx';
import classes from './sign-in-form.module.css';
import { useSignIn } from './use-sign-in.ts';

/** Brings a key into this browser by its recovery phrase. */
export function SignInForm({ onNew }: { readonly onNew: () => void }) {
  const { t } = useTranslation();
  const [phrase, setPhrase] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<PhraseProblem>();
  const [did, setDid] = useState<string>();
  const needsPassphrase = useNeedsPassphrase();
  const signIn = useSignIn(setDid);
  const state = useQuery({ queryKey: ['claim'], queryFn: ({ signal }) => api(getClaimState, {}, { signal }), retry: false });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { findPhraseProblem } = await import('../../keys/phrase.ts');
    const found = findPhraseProblem(phrase);
    setProblem(found);
    if (found === undefined) signIn.mutate({ phrase, ...(needsPassphrase ? { passphrase } : {}) });
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
        <Textarea
          label={t('signIn.phrase')}
          description={t('signIn.phraseHelp')}
          value={phrase}
          onChange={(event) => setPhrase(event.currentTarget.value)}
          error={problem === undefined ? undefined : problemText(problem, t)}
          autosize
          minRows={3}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="none"
          mb="md"
        />
        {needsPassphrase && <PassphraseField value={passphrase} onChange={setPassphrase} />}
        {signIn.isError && (
          <ProblemPanel error={signIn.error}>
            {did !== undefined && hasCode(signIn.error, 'key_unknown') && <DidNote did={did} />}
          </ProblemPanel>
        )}
        <Button
          type="submit"
          fullWidth
          mt="md"
          loading={signIn.isPending}
          disabled={phrase.trim() === '' || (needsPassphrase && passphrase.length < SHORTEST_PASSPHRASE)}
        >
          {t('signIn.submit')}
        </Button>
        <Button variant="subtle" fullWidth mt="xs" onClick={onNew}>
          {t('signIn.new')}
        </Button>
      </form>
    </EntryFrame>
  );
}

function problemText(problem: PhraseProblem, t: ReturnType<typeof useTranslation>['t']): string {
  switch (problem.kind) {
    case 'word-count':
      return t('phrase.wordCount', { count: problem.count });
    case 'unknown-word':
      return t('phrase.unknownWord', { word: problem.word, position: problem.position });
    case 'checksum':
      return t('phrase.checksum');
  }
}
