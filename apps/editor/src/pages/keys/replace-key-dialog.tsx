import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../parts/dialog.tsx';
import { useKeptPassphrase } from '../entry/use-kept-passphrase.ts';
import { ConfirmWords } from './confirm-words.tsx';
import { NewWords } from './new-words.tsx';

/** Replaces this browser's key: the new words are shown, then asked for, and only then the new key takes over. */
export function ReplaceKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [isWritten, setWritten] = useState(false);
  const kept = useKeptPassphrase();
  const made = useQuery({ queryKey: ['replacing-phrase'], queryFn: makePhrase, staleTime: Number.POSITIVE_INFINITY, gcTime: 0 });
  const phrase = made.data;
  return (
    <Dialog
      onClose={onClose}
      title={t('ownKey.replace')}
      size="lg"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('confirm.close') }}
    >
      {phrase === undefined && <Skeleton height={280} radius="md" />}
      {phrase !== undefined && !isWritten && (
        <NewWords phrase={phrase} kept={kept} onNext={() => setWritten(true)} onClose={onClose} />
      )}
      {phrase !== undefined && isWritten && (
        <ConfirmWords phrase={phrase} given={kept.given} onBack={() => setWritten(false)} onDone={onClose} />
      )}
    </Dialog>
  );
}

async function makePhrase(): Promise<string> {
  const { createPhrase } = await import('../../keys/phrase.ts');
  return createPhrase();
}
