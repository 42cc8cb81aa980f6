import { Box, Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../api/api-error.ts';
import { PageLoader } from '../../app/page-loader.tsx';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { EntryFrame } from '../entry/entry-frame.tsx';
import { KeepCopy } from '../entry/keep-copy.tsx';
import { PhraseGrid } from '../entry/phrase-grid.tsx';
import { useKeptPassphrase } from '../entry/use-kept-passphrase.ts';
import { DidNote } from './did-note.tsx';
import classes from './new-key.module.css';
import { useSignIn } from './use-sign-in.ts';

/** For someone who joins: a key is made here, an owner adds its public half, then this browser signs with it. */
export function NewKey({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation();
  const { passphrase, setPassphrase, isMissing, given } = useKeptPassphrase();
  const made = useQuery({ queryKey: ['new-key'], queryFn: makeKey, staleTime: Number.POSITIVE_INFINITY, gcTime: 0 });
  const signIn = useSignIn(() => {});
  if (made.data === undefined) return <PageLoader />;
  const { phrase, did } = made.data;
  const isWaiting = hasCode(signIn.error, 'key_unknown');

  return (
    <EntryFrame title={t('newKey.title')} text={t('newKey.text')} isWide>
      <PhraseGrid phrase={phrase} />
      <h2 className={classes['title']}>{t('newKey.give')}</h2>
      <DidNote did={did} />
      <Box mt="lg">
        <KeepCopy passphrase={passphrase} onChange={setPassphrase} />
      </Box>
      {isWaiting && <p className={classes['waiting']}>{t('newKey.waiting')}</p>}
      {signIn.isError && !isWaiting && <ProblemPanel error={signIn.error} />}
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="subtle" onClick={onBack}>
          {t('newKey.back')}
        </Button>
        <Button onClick={() => signIn.mutate({ phrase, ...given })} loading={signIn.isPending} disabled={isMissing}>
          {t('newKey.submit')}
        </Button>
      </Group>
    </EntryFrame>
  );
}

async function makeKey(): Promise<{ phrase: string; did: string }> {
  const [{ createPhrase, seedOfPhrase }, { didOfSeed }] = await Promise.all([
    import('../../keys/phrase.ts'),
    import('../../keys/adopt-key.ts'),
  ]);
  const phrase = createPhrase();
  return { phrase, did: didOfSeed(await seedOfPhrase(phrase)) };
}
