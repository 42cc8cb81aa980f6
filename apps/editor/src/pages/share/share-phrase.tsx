import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sessionStore } from '../../app/services.ts';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { EntryFrame } from '../entry/entry-frame.tsx';
import { KeepCopy } from '../entry/keep-copy.tsx';
import { PhraseGrid } from '../entry/phrase-grid.tsx';
import { useKeptPassphrase } from '../entry/use-kept-passphrase.ts';
import { useNeedsPassphrase } from '../entry/use-needs-passphrase.ts';
import classes from './share-page.module.css';

interface SharePhraseProps {
  readonly phrase: string;
  readonly workflowId: string;
}

/** Shows the words of a key that was made to open a link, then the workflow. It may be put off: a lost guest key costs no more than another link. */
export function SharePhrase({ phrase, workflowId }: SharePhraseProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const isKept = useNeedsPassphrase();
  const { passphrase, setPassphrase, isMissing } = useKeptPassphrase();
  const open = useMutation({
    mutationFn: async (copyUnder: string | undefined) => {
      if (copyUnder !== undefined) await sessionStore.getState().keepPhrase(phrase, copyUnder);
    },
    // The link leaves the browser's history with this.
    onSuccess: () => navigate({ to: '/workflows/$workflowId', params: { workflowId }, replace: true }),
  });
  return (
    <EntryFrame title={t('phrase.title')} text={t('phrase.text')} isWide>
      <PhraseGrid phrase={phrase} />
      {!isKept && (
        <div className={classes['copy']}>
          <KeepCopy passphrase={passphrase} onChange={setPassphrase} />
        </div>
      )}
      {open.isError && <ProblemPanel error={open.error} />}
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="subtle" onClick={() => open.mutate(undefined)} disabled={open.isPending}>
          {t('shared.skip')}
        </Button>
        <Button onClick={() => open.mutate(passphrase)} loading={open.isPending} disabled={!isKept && isMissing}>
          {t('phrase.done')}
        </Button>
      </Group>
    </EntryFrame>
  );
}
