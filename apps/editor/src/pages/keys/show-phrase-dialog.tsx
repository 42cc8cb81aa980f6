import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionStore } from '../../app/services.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { PhraseGrid } from '../entry/phrase-grid.tsx';
import classes from './key-dialog.module.css';
import { PhraseSourceFields } from './phrase-source-fields.tsx';
import { useOwnPhrase } from './use-own-phrase.ts';
import { usePhraseSource } from './use-phrase-source.ts';

/** Shows the recovery phrase from the copy that is kept under a passphrase; without one, offers to keep one from now on. */
export function ShowPhraseDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { source, passphrase, isComplete, fields } = usePhraseSource();
  const [shown, setShown] = useState<string>();
  const own = useOwnPhrase(async (phrase) => {
    if (!fields.hasCopy) await sessionStore.getState().keepPhrase(phrase, passphrase);
    setShown(phrase);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    own.mutate(source);
  };
  const drop = async () => {
    await sessionStore.getState().dropPhrase();
    notifications.show({ message: t('showPhrase.dropped') });
    onClose();
  };

  return (
    <Dialog onClose={onClose} title={t('ownPhrase.title')} size="lg" closeButtonProps={{ 'aria-label': t('confirm.close') }}>
      {shown === undefined ? (
        <form onSubmit={submit}>
          <p className={classes['text']}>{t(fields.hasCopy ? 'showPhrase.text' : 'showPhrase.noCopy')}</p>
          <PhraseSourceFields {...fields} refusal={own.refusal} />
          {own.isError && <ProblemPanel error={own.error} />}
          <Group justify="flex-end" gap="xs" mt="lg">
            <Button variant="default" onClick={onClose}>
              {t('dialog.cancel')}
            </Button>
            <Button type="submit" loading={own.isPending} disabled={!isComplete}>
              {t(fields.hasCopy ? 'showPhrase.submit' : 'showPhrase.keep')}
            </Button>
          </Group>
        </form>
      ) : (
        <>
          <p className={classes['text']}>{t('showPhrase.shown')}</p>
          <PhraseGrid phrase={shown} />
          <Group justify="space-between" gap="xs" mt="lg">
            <Button variant="subtle" color="red" onClick={drop}>
              {t('showPhrase.drop')}
            </Button>
            <Button onClick={onClose}>{t('showPhrase.done')}</Button>
          </Group>
        </>
      )}
    </Dialog>
  );
}
