import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconKey } from '../../parts/icons.ts';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { EntryFrame } from '../entry/entry-frame.tsx';
import { PassphraseField, SHORTEST_PASSPHRASE } from '../entry/passphrase-field.tsx';
import { useNeedsPassphrase } from '../entry/use-needs-passphrase.ts';
import classes from './share-page.module.css';
import type { useRedeem } from './use-redeem.ts';

/** For a visitor without a key: a name, and the key is made, kept, and gets what the link shares. */
export function OpenWithNewKey({ redeem }: { readonly redeem: ReturnType<typeof useRedeem> }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const needsPassphrase = useNeedsPassphrase();
  const isReady = name.trim() !== '' && (!needsPassphrase || passphrase.length >= SHORTEST_PASSPHRASE);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) redeem.mutate({ name: name.trim(), ...(needsPassphrase ? { passphrase } : {}) });
  };

  return (
    <EntryFrame title={t('shared.title')} text={t('shared.text')}>
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
          autoFocus
          mb="md"
        />
        {needsPassphrase && <PassphraseField value={passphrase} onChange={setPassphrase} />}
        {redeem.isError && <ProblemPanel error={redeem.error} />}
        <Button
          type="submit"
          size="md"
          mt="md"
          fullWidth
          leftSection={<IconKey size={18} />}
          loading={redeem.isPending}
          disabled={!isReady}
        >
          {t('shared.submit')}
        </Button>
      </form>
      <Link to="/sign-in" className={classes['other']}>
        {t('shared.haveKey')}
      </Link>
    </EntryFrame>
  );
}
