import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isLoopback } from '../../keys/is-loopback.ts';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { EntryFrame } from '../entry/entry-frame.tsx';
import { PhraseGrid } from '../entry/phrase-grid.tsx';
import { openFirstSample } from './open-first-sample.ts';

/** Shows the recovery phrase, once. On this very machine it may be put off: a new claim is one restart away. */
export function PhraseStep({ phrase }: { readonly phrase: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const open = useMutation({
    mutationFn: openFirstSample,
    onSuccess: (workflowId) =>
      workflowId === undefined
        ? navigate({ to: '/' })
        : navigate({ to: '/workflows/$workflowId', params: { workflowId }, search: { welcome: true } }),
  });
  return (
    <EntryFrame title={t('phrase.title')} text={t('phrase.text')} isWide>
      <PhraseGrid phrase={phrase} />
      {open.isError && (
        <ProblemPanel error={open.error}>
          <Button variant="default" size="xs" onClick={() => navigate({ to: '/' })}>
            {t('phrase.home')}
          </Button>
        </ProblemPanel>
      )}
      <Group justify="flex-end" gap="xs" mt="lg">
        {isLoopback(window.location.hostname) && (
          <Button variant="subtle" onClick={() => open.mutate()} disabled={open.isPending}>
            {t('phrase.skip')}
          </Button>
        )}
        <Button onClick={() => open.mutate()} loading={open.isPending}>
          {t('phrase.done')}
        </Button>
      </Group>
    </EntryFrame>
  );
}
