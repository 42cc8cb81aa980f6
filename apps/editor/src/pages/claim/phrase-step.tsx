import { Box, Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sessionStore } from '../../app/services.ts';
import { isLoopback } from '../../keys/is-loopback.ts';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { EntryFrame } from '../entry/entry-frame.tsx';
import { KeepCopy } from '../entry/keep-copy.tsx';
import { PhraseGrid } from '../entry/phrase-grid.tsx';
import { useKeptPassphrase } from '../entry/use-kept-passphrase.ts';
import { useNeedsPassphrase } from '../entry/use-needs-passphrase.ts';
import { openFirstSample } from './open-first-sample.ts';

/**
 * Shows the recovery phrase, and offers to keep a copy under a passphrase (which was asked for before where the browser needs one for
 * the key). On this very machine it may be put off: a new claim is one restart away.
 */
export function PhraseStep({ phrase }: { readonly phrase: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const isKept = useNeedsPassphrase();
  const { passphrase, setPassphrase, isMissing } = useKeptPassphrase();
  const open = useMutation({
    mutationFn: async (copyUnder: string | undefined) => {
      if (copyUnder !== undefined) await sessionStore.getState().keepPhrase(phrase, copyUnder);
      return openFirstSample();
    },
    onSuccess: (workflowId) =>
      workflowId === undefined
        ? navigate({ to: '/' })
        : navigate({ to: '/workflows/$workflowId', params: { workflowId }, search: { welcome: true } }),
  });
  return (
    <EntryFrame title={t('phrase.title')} text={t('phrase.text')} isWide>
      <PhraseGrid phrase={phrase} />
      {!isKept && (
        <Box mt="lg">
          <KeepCopy passphrase={passphrase} onChange={setPassphrase} />
        </Box>
      )}
      {open.isError && (
        <ProblemPanel error={open.error}>
          <Button variant="default" size="xs" onClick={() => navigate({ to: '/' })}>
            {t('phrase.home')}
          </Button>
        </ProblemPanel>
      )}
      <Group justify="flex-end" gap="xs" mt="lg">
        {isLoopback(window.location.hostname) && (
          <Button variant="subtle" onClick={() => open.mutate(undefined)} disabled={open.isPending}>
            {t('phrase.skip')}
          </Button>
        )}
        <Button onClick={() => open.mutate(passphrase)} loading={open.isPending} disabled={!isKept && isMissing}>
          {t('phrase.done')}
        </Button>
      </Group>
    </EntryFrame>
  );
}
