import { Button, TextInput } from '@mantine/core';
import { didKey } from '@sluice/protocol';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverClock } from '../../../app/services.ts';
import { ProblemPanel } from '../../../parts/problem-panel.tsx';
import { type KeySummary, useKeys } from '../../../queries/use-keys.ts';
import { useCan } from '../../../queries/use-me.ts';
import { useCreateShare } from '../../../queries/use-shares.ts';
import classes from './share-dialog.module.css';
import { firstTerms, ShareTermsFields, termsBody } from './share-terms.tsx';

/** Shares with one principal: by its public key, or by name where the keys that are registered here may be seen. */
export function PersonForm({ workflowId }: { readonly workflowId: string }) {
  const { t } = useTranslation();
  const canSeeKeys = useCan('admin');
  const keys = useKeys().data?.items.filter(({ revokedAt }) => revokedAt === null) ?? [];
  const create = useCreateShare(workflowId);
  const [who, setWho] = useState('');
  const [note, setNote] = useState('');
  const [terms, setTerms] = useState(firstTerms);
  const suggestions = useId();
  const found = findKey(who, keys);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (found === undefined) return;
    const body = { to: { kind: 'principal', did: found.did } as const, note: note.trim() || (found.name ?? '') };
    await create.mutateAsync({ ...body, ...termsBody(terms, serverClock.now()) }).then(
      () => {
        setWho('');
        setNote('');
      },
      () => {}, // it is shown
    );
  };

  return (
    <form onSubmit={submit}>
      <TextInput
        label={t(canSeeKeys ? 'share.whoOrName' : 'share.who')}
        description={t('share.whoHelp')}
        placeholder="did:key:z6Mk…"
        value={who}
        onChange={(event) => setWho(event.currentTarget.value)}
        error={who.trim() !== '' && found === undefined ? t('share.whoUnknown') : undefined}
        list={suggestions}
        classNames={{ input: classes['who'] ?? '' }}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        mb="sm"
      />
      <datalist id={suggestions}>
        {keys.map(({ did, name }) => (
          <option key={did} value={name}>
            {did}
          </option>
        ))}
      </datalist>
      <TextInput
        label={t('share.note')}
        placeholder={t('share.notePlaceholder')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={100}
        mb="sm"
      />
      <ShareTermsFields terms={terms} onChange={setTerms} />
      {create.isError && <ProblemPanel error={create.error} />}
      <div className={classes['submit']}>
        <Button type="submit" disabled={found === undefined} loading={create.isPending}>
          {t('share.submit')}
        </Button>
      </div>
    </form>
  );
}

/** A key by its did, or by a name that only one has. */
function findKey(who: string, keys: readonly KeySummary[]): { did: string; name?: string } | undefined {
  const text = who.trim();
  if (didKey.safeParse(text).success) return keys.find(({ did }) => did === text) ?? { did: text };
  const named = keys.filter(({ name }) => name.toLowerCase() === text.toLowerCase());
  return named.length === 1 ? named[0] : undefined;
}
