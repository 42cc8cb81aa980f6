import { Button, Group, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { drawPlaces } from './draw-places.ts';
import classes from './key-dialog.module.css';
import { useReplaceKey } from './use-replace-key.ts';

interface ConfirmWordsProps {
  readonly phrase: string;
  readonly given: { readonly passphrase?: string };
  readonly onBack: () => void;
  readonly onDone: () => void;
}

/** Asks for three of the words, so that nobody replaces a key by one that was not written down; then replaces it. */
export function ConfirmWords({ phrase, given, onBack, onDone }: ConfirmWordsProps) {
  const { t } = useTranslation();
  const words = phrase.split(' ');
  const [places] = useState(() => drawPlaces(words.length, 3));
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const [isChecked, setChecked] = useState(false);
  const replace = useReplaceKey();
  const isRight = (place: number) => typed[place]?.trim().toLowerCase() === words[place];

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!places.every(isRight)) return;
    await replace.mutateAsync({ phrase, ...given }).then(
      () => {
        notifications.show({ color: 'green', message: t('replaceKey.done') });
        onDone();
      },
      () => {}, // shown below
    );
  };

  return (
    <form onSubmit={submit}>
      <p className={classes['text']}>{t('replaceKey.confirm')}</p>
      <div className={classes['words']}>
        {places.map((place, index) => (
          <TextInput
            key={place}
            label={t('replaceKey.word', { number: place + 1 })}
            value={typed[place] ?? ''}
            onChange={(event) => setTyped({ ...typed, [place]: event.currentTarget.value })}
            error={isChecked && !isRight(place) ? t('replaceKey.wrongWord') : undefined}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus={index === 0}
            required
          />
        ))}
      </div>
      {replace.isError && <ProblemPanel error={replace.error} />}
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onBack} disabled={replace.isPending}>
          {t('replaceKey.back')}
        </Button>
        <Button type="submit" loading={replace.isPending}>
          {t('replaceKey.submit')}
        </Button>
      </Group>
    </form>
  );
}
