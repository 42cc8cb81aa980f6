import { Button, TextInput } from '@mantine/core';
import { getClaimState } from '@sluice/protocol';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/services.ts';
import { IconKey } from '../../parts/icons.ts';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { EntryFrame } from '../entry/entry-frame.tsx';
import { PassphraseField, SHORTEST_PASSPHRASE } from '../entry/passphrase-field.tsx';
import { useNeedsPassphrase } from '../entry/use-needs-passphrase.ts';
import classes from './claim-form.module.css';
import type { useClaim } from './use-claim.ts';

interface ClaimFormProps {
  readonly token: string;
  readonly claim: ReturnType<typeof useClaim>;
}

export function ClaimForm({ token, claim }: ClaimFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const needsPassphrase = useNeedsPassphrase();
  const state = useQuery({ queryKey: ['claim'], queryFn: ({ signal }) => api(getClaimState, {}, { signal }), retry: false });

  if (token === '' || state.data?.claimed === true) {
    const isClaimed = state.data?.claimed === true;
    return (
      <EntryFrame
        title={t(isClaimed ? 'claim.taken' : 'claim.noToken')}
        text={t(isClaimed ? 'claim.takenText' : 'claim.noTokenText')}
      >
        <Button component={Link} to="/sign-in" fullWidth>
          {t('claim.signIn')}
        </Button>
      </EntryFrame>
    );
  }

  const isReady = name.trim() !== '' && (!needsPassphrase || passphrase.length >= SHORTEST_PASSPHRASE);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) claim.mutate({ name: name.trim(), ...(needsPassphrase ? { passphrase } : {}) });
  };

  return (
    <EntryFrame title={t('claim.title')} text={t('claim.text')}>
      <form onSubmit={submit}>
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
        {claim.isError && <ProblemPanel error={claim.error} />}
        <Button
          type="submit"
          size="md"
          className={classes['submit'] ?? ''}
          fullWidth
          leftSection={<IconKey size={18} />}
          loading={claim.isPending}
          disabled={!isReady}
        >
          {t('claim.submit')}
        </Button>
      </form>
    </EntryFrame>
  );
}
