import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PassphraseField, SHORTEST_PASSPHRASE } from '../entry/passphrase-field.tsx';
import { PhraseField } from '../entry/phrase-field.tsx';
import type { PhraseRefusal } from './use-own-phrase.ts';

interface PhraseSourceFieldsProps {
  /** Whether a copy of the phrase is kept here: then its passphrase is all that is asked for. */
  readonly hasCopy: boolean;
  readonly phrase: string;
  readonly onPhrase: (phrase: string) => void;
  readonly passphrase: string;
  readonly onPassphrase: (passphrase: string) => void;
  readonly refusal: PhraseRefusal | undefined;
}

/** The passphrase of the copy that is kept; or, without one, the phrase itself and a new passphrase. */
export function PhraseSourceFields(props: PhraseSourceFieldsProps) {
  const { hasCopy, phrase, onPhrase, passphrase, onPassphrase, refusal } = props;
  const { t } = useTranslation();
  if (hasCopy) {
    return (
      <PasswordInput
        label={t('passphrase.label')}
        description={t('ownPhrase.passphraseHelp')}
        value={passphrase}
        onChange={(event) => onPassphrase(event.currentTarget.value)}
        error={refusal?.kind === 'wrong-passphrase' ? t('ownPhrase.wrong') : undefined}
        autoComplete="off"
        data-autofocus
        required
        mb="md"
      />
    );
  }
  const isOther = refusal?.kind === 'other-key';
  const problem =
    refusal === undefined || refusal.kind === 'other-key' || refusal.kind === 'wrong-passphrase' ? undefined : refusal;
  return (
    <>
      <PhraseField value={phrase} onChange={onPhrase} problem={problem} error={isOther ? t('ownPhrase.other') : undefined} />
      <PassphraseField
        value={passphrase}
        onChange={onPassphrase}
        help={t('passphrase.helpCopy', { count: SHORTEST_PASSPHRASE })}
      />
    </>
  );
}
