import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import classes from './key-dialog.module.css';
import { PhraseSourceFields } from './phrase-source-fields.tsx';
import { saveFile } from './save-file.ts';
import { useOwnPhrase } from './use-own-phrase.ts';
import { usePhraseSource } from './use-phrase-source.ts';

/** Saves this browser's key to a file under a passphrase: that of the copy that is kept here, else a new one. */
export function SaveKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { source, passphrase, isComplete, fields } = usePhraseSource();
  const own = useOwnPhrase(async (phrase) => {
    const { keyFileOfPhrase } = await import('../../keys/own-phrase.ts');
    const file = await keyFileOfPhrase(phrase, passphrase);
    saveFile(file.name, file.text);
    notifications.show({ color: 'green', title: t('saveKey.saved', { file: file.name }), message: t('saveKey.savedText') });
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    own.mutate(source);
  };
  return (
    <Dialog onClose={onClose} title={t('ownKey.save')} size="md" closeButtonProps={{ 'aria-label': t('confirm.close') }}>
      <form onSubmit={submit}>
        <p className={classes['text']}>{t('saveKey.text')}</p>
        <p className={classes['text']}>{t(fields.hasCopy ? 'saveKey.samePassphrase' : 'saveKey.noCopy')}</p>
        <PhraseSourceFields {...fields} refusal={own.refusal} />
        {own.isError && <ProblemPanel error={own.error} />}
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button type="submit" loading={own.isPending} disabled={!isComplete}>
            {t('saveKey.submit')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
