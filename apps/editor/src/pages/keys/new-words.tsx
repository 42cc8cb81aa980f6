import { Box, Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { KeepCopy } from '../entry/keep-copy.tsx';
import { PhraseGrid } from '../entry/phrase-grid.tsx';
import type { useKeptPassphrase } from '../entry/use-kept-passphrase.ts';
import classes from './key-dialog.module.css';

interface NewWordsProps {
  readonly phrase: string;
  readonly kept: ReturnType<typeof useKeptPassphrase>;
  readonly onNext: () => void;
  readonly onClose: () => void;
}

/** The words of the key that is to take over, before anything has happened. */
export function NewWords({ phrase, kept, onNext, onClose }: NewWordsProps) {
  const { t } = useTranslation();
  return (
    <>
      <p className={classes['text']}>{t('replaceKey.text')}</p>
      <PhraseGrid phrase={phrase} />
      <Box mt="lg">
        <KeepCopy passphrase={kept.passphrase} onChange={kept.setPassphrase} />
      </Box>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('dialog.cancel')}
        </Button>
        <Button onClick={onNext} disabled={kept.isMissing}>
          {t('phrase.done')}
        </Button>
      </Group>
    </>
  );
}
